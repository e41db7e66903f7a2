using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages;

/// <summary>Says in words what went wrong, what it means and the way on; for whole pages and for Turbo frames.</summary>
[AllowAnonymous]
// Above BearerAntiforgery: the answer to a form that was refused must not become another refusal.
[IgnoreAntiforgeryToken(Order = 1002)]
[ResponseCache(Duration = 0, NoStore = true)]
public sealed class ErrorModel(IStringLocalizer<Words> text) : PageModel
{
    public string Title { get; private set; } = "";

    public string Explanation { get; private set; } = "";

    public string Icon { get; private set; } = "alert";

    public string WayOn { get; private set; } = "/";

    public string WayOnWords { get; private set; } = "";

    /// <summary>What support finds in the logs; only for our own failures.</summary>
    public string? Reference { get; private set; }

    public string? Frame => Request.Headers["Turbo-Frame"].FirstOrDefault();

    // A failed request keeps its method when it is executed again, so the page answers to any of them.
    public void OnGet() => Explain();

    public void OnPost() => Explain();

    public void OnPut() => Explain();

    public void OnDelete() => Explain();

    private void Explain()
    {
        var status = Status();
        Response.StatusCode = status;
        WayOnWords = text["Go to the home page"];
        (Icon, Title, Explanation) = status switch
        {
            400 => ("alert", text["We could not read this request"], text["Nothing was changed and no credits were spent. Go back, reload the page and try again."]),
            401 => ("lock", text["Sign in again"], text["Your session ended, so this page stays closed. Nothing was lost and runs go on. Open the app from your Shopify admin again."]),
            403 => ("lock", text["This page is not open to you"], text["Your role does not include it. Ask the owner of the store to change your role."]),
            404 or 410 => ("search", text["This page does not exist"], text["It may have been removed, or the address is incomplete. Nothing in your store was changed."]),
            429 => ("clock", text["Too many requests at once"], text["Wait a moment, then try again. Runs go on without this page."]),
            < 500 => ("alert", text["This did not work"], text["Nothing was changed and no credits were spent. Go back and try again."]),
            _ => ("alert", text["Something failed on our side"], text["We have a record of it. Runs go on, and credits are only spent on what is delivered. Try again in a minute."]),
        };
        if (status >= 500)
        {
            Reference = Activity.Current?.TraceId.ToString() ?? HttpContext.TraceIdentifier;
            OfferAgain();
        }
    }

    // Read, not bound: binding reads the form first, and the form may be what failed. A failure has its status already;
    // whoever opens this page by its own address gets the page that does not exist.
    private int Status() =>
        HttpContext.Features.Get<IExceptionHandlerPathFeature>() is not null ? Response.StatusCode
        : HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is { } refused ? refused.OriginalStatusCode
        : StatusCodes.Status404NotFound;

    private void OfferAgain()
    {
        var failed = HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path;
        if (failed is null || !HttpMethods.IsGet(Request.Method) || !Url.IsLocalUrl(failed))
        {
            return;
        }

        WayOn = failed + new QueryBuilder(Request.Query.Where(pair => pair.Key is not ("hmac" or "signature")).SelectMany(pair => pair.Value, (pair, value) => KeyValuePair.Create(pair.Key, value ?? "")));
        WayOnWords = text["Try again"];
    }
}
