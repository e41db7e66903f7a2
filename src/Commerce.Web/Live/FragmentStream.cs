using System.Text;

namespace Commerce.Web.Live;

/// <summary>Writes HTML fragments as server-sent events; the page's script reads them by fetch, because EventSource cannot send a session token.</summary>
public static class FragmentStream
{
    public static void Begin(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
    }

    /// <param name="target">Id of the element that the fragment replaces.</param>
    public static async Task WriteAsync(HttpResponse response, string target, string html, CancellationToken cancellationToken)
    {
        var message = new StringBuilder($"event: {target}\n");
        foreach (var line in html.ReplaceLineEndings("\n").Split('\n'))
        {
            message.Append("data: ").Append(line).Append('\n');
        }

        await response.WriteAsync(message.Append('\n').ToString(), cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
