using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json.Nodes;

namespace Commerce.Providers.Vendors;

/// <summary>Reads answers that come as events.</summary>
internal static class ServerEvents
{
    /// <summary>The events' JSON; lines that are none, such as the closing one of some vendors, come as null.</summary>
    /// <exception cref="VendorException">When the connection breaks.</exception>
    public static async IAsyncEnumerable<JsonNode?> ReadAsync(HttpResponseMessage response, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(ct);
        await using var events = SseParser.Create(stream).EnumerateAsync(ct).GetAsyncEnumerator(ct);
        while (await NextAsync(events)) yield return JsonReading.Parse(Encoding.UTF8.GetBytes(events.Current.Data));
    }

    private static async Task<bool> NextAsync(IAsyncEnumerator<SseItem<string>> events)
    {
        try
        {
            return await events.MoveNextAsync();
        }
        catch (Exception error) when (error is IOException or HttpRequestException)
        {
            throw new VendorException(new VendorFailure(FailureKind.Timeout, "The connection to the vendor broke within the answer."));
        }
    }
}
