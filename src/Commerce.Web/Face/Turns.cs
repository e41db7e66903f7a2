using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commerce.Web.Face;

/// <summary>How a page handler answers a form: no cookie, no TempData, one document.</summary>
public static class Turns
{
    private const string StreamType = "text/vnd.turbo-stream.html";

    /// <summary>Goes to another page of ours, with words that say what worked.</summary>
    public static IActionResult Go(this PageModel page, string localUrl, string? toast = null)
    {
        if (!page.Url.IsLocalUrl(localUrl))
        {
            throw new ArgumentException("Only addresses of this app can be gone to.", nameof(localUrl));
        }

        return toast is null || !TakesStreams(page.Request)
            ? new SeeOther(localUrl)
            : Stream($"{ToastOf(toast)}<turbo-stream action=\"visit\" href=\"{Encode(localUrl)}\"></turbo-stream>");
    }

    /// <summary>Stays here: says what worked and morphs the page to its new state.</summary>
    public static IActionResult Stay(this PageModel page, string toast) => TakesStreams(page.Request)
        ? Stream($"{ToastOf(toast)}<turbo-stream action=\"stay\"></turbo-stream>")
        : new SeeOther(page.Request.Path + page.Request.QueryString);

    /// <summary>
    /// Leaves the frame for a page of Shopify's, which opens at top level only. The address comes from Shopify and may be
    /// signed, so it is handed to the browser and kept nowhere. Without streams the page shows it as a link.
    /// </summary>
    public static IActionResult Leave(this PageModel page, Uri address, Action<Uri> show)
    {
        if (TakesStreams(page.Request))
        {
            return Stream($"<turbo-stream action=\"leave\" href=\"{Encode(address.AbsoluteUri)}\"></turbo-stream>");
        }

        show(address);
        return page.Page();
    }

    /// <summary>Shows the form again with its errors; Turbo keeps the address.</summary>
    public static IActionResult Invalid(this PageModel page)
    {
        var result = page.Page();
        result.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return result;
    }

    private static bool TakesStreams(HttpRequest request) =>
        request.Headers.Accept.ToString().Contains(StreamType, StringComparison.OrdinalIgnoreCase);

    private static ContentResult Stream(string content) => new() { Content = content, ContentType = StreamType };

    private static string ToastOf(string words) => $"<turbo-stream action=\"toast\" message=\"{Encode(words)}\"></turbo-stream>";

    private static string Encode(string value) => HtmlEncoder.Default.Encode(value);
}

/// <summary>303: the answer to a form that worked is another page, fetched with GET.</summary>
internal sealed class SeeOther(string url) : ActionResult
{
    public override void ExecuteResult(ActionContext context)
    {
        context.HttpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.HttpContext.Response.Headers.Location = url;
    }
}
