using System.Net.ServerSentEvents;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commerce.Web.Live;

/// <summary>What a page's stream tells its script (see <c>stream_controller.ts</c>).</summary>
public static class LiveEvents
{
    /// <summary>Morph the page to its new state.</summary>
    public static SseItem<string> Refresh { get; } = new("", "refresh");

    /// <summary>Morph the page once more and stop listening.</summary>
    public static SseItem<string> Done { get; } = new("", "done");

    /// <summary>Put the fragment into the element with this id.</summary>
    public static SseItem<string> Fragment(string id, string html) => new(html, id);

    /// <summary>Answers a page handler with a stream; the page's own rules for who may ask hold for it too.</summary>
    public static async Task<IActionResult> StreamAsync(this PageModel page, IAsyncEnumerable<SseItem<string>> events)
    {
        await TypedResults.ServerSentEvents(events).ExecuteAsync(page.HttpContext);
        return new EmptyResult();
    }
}
