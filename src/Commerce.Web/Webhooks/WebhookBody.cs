using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Commerce.Web.Webhooks;

/// <summary>A delivery's body as it came: the very bytes that were signed, in borrowed memory.</summary>
internal sealed class WebhookBody : IDisposable
{
    /// <summary>In bytes. A product with two thousand variants stays below it.</summary>
    public const int Largest = 8 * 1024 * 1024;

    private const int FirstGuess = 16 * 1024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] buffer;
    private int length;

    private WebhookBody(int size) => buffer = ArrayPool<byte>.Shared.Rent(size);

    public bool TooLarge { get; private set; }

    public ReadOnlyMemory<byte> Bytes => buffer.AsMemory(0, length);

    /// <summary>Reads at most a byte more than is allowed, whatever the request claims its length to be.</summary>
    public static async Task<WebhookBody> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Largest)
        {
            return new WebhookBody(1) { TooLarge = true };
        }

        var body = new WebhookBody((int)(request.ContentLength ?? FirstGuess) + 1);
        try
        {
            await body.FillAsync(request.Body, cancellationToken);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>The body as text; null when it is no JSON object.</summary>
    public string? Text()
    {
        try
        {
            using var json = JsonDocument.Parse(Bytes);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Strict.GetString(Bytes.Span) : null;
        }
        catch (Exception error) when (error is JsonException or DecoderFallbackException)
        {
            return null;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private async Task FillAsync(Stream stream, CancellationToken cancellationToken)
    {
        for (int read; (read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0;)
        {
            length += read;
            if (length > Largest)
            {
                TooLarge = true;
                return;
            }

            if (length == buffer.Length)
            {
                Grow();
            }
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        Bytes.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
