using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Commerce.Web.Tests.Infrastructure;

namespace Commerce.Web.Tests.Webhooks;

/// <summary>One delivery as Shopify sends it; a test changes what it is about.</summary>
internal sealed record Delivery(string Shop, string Topic, byte[] Body)
{
    public Delivery(string shop, string topic, string body) : this(shop, topic, Encoding.UTF8.GetBytes(body))
    {
    }

    public string Id { get; init; } = "delivery-1";

    public DateTimeOffset TriggeredAt { get; init; } = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public string Secret { get; init; } = StudioHost.ApiSecret;

    public string? Signature { get; init; }

    public bool Events { get; init; }

    /// <summary>Sends the body in pieces, its length unsaid.</summary>
    public bool Chunked { get; init; }

    public HttpRequestMessage Request()
    {
        var family = Events ? "shopify-" : "X-Shopify-";
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks") { Content = Chunked ? new Pieces(Body) : new ByteArrayContent(Body) };
        request.Headers.Add($"{family}Hmac-Sha256", Signature ?? Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Body)));
        request.Headers.Add($"{family}Topic", Topic);
        request.Headers.Add($"{family}Shop-Domain", Shop);
        request.Headers.Add($"{family}API-Version", "2026-10");
        request.Headers.Add(Events ? "shopify-event-id" : "X-Shopify-Webhook-Id", Id);
        request.Headers.Add($"{family}Triggered-At", TriggeredAt.ToString("O", CultureInfo.InvariantCulture));
        return request;
    }

    private sealed class Pieces(byte[] bytes) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            foreach (var piece in bytes.Chunk(7))
            {
                await stream.WriteAsync(piece);
                await stream.FlushAsync();
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
