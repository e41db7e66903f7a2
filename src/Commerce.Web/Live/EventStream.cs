using Microsoft.AspNetCore.Http.Features;

namespace Commerce.Web.Live;

/// <summary>Writes <c>text/event-stream</c> as the HTML standard describes it, flushed event by event.</summary>
internal sealed class EventStream(HttpContext context)
{
    private readonly Dictionary<string, string> sent = new(StringComparer.Ordinal);

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        await context.Response.Body.FlushAsync(cancellationToken);
    }

    /// <summary>Sends a fragment unless the page has exactly that already.</summary>
    /// <returns>Whether it was sent.</returns>
    public async Task<bool> SendNewAsync(string name, string data, CancellationToken cancellationToken)
    {
        if (sent.GetValueOrDefault(name) == data)
        {
            return false;
        }

        sent[name] = data;
        await SendAsync(name, data, cancellationToken);
        return true;
    }

    public Task SendAsync(string name, string data, CancellationToken cancellationToken) =>
        WriteAsync($"event: {name}\ndata: {data.ReplaceLineEndings("\ndata: ")}\n\n", cancellationToken);

    /// <summary>A comment: tells proxies and the browser that the line is alive.</summary>
    public Task BeatAsync(CancellationToken cancellationToken) => WriteAsync(": still here\n\n", cancellationToken);

    private async Task WriteAsync(string text, CancellationToken cancellationToken)
    {
        await context.Response.WriteAsync(text, cancellationToken);
        await context.Response.Body.FlushAsync(cancellationToken);
    }
}
