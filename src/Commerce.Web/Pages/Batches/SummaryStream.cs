using Commerce.Batches;
using Commerce.Data;
using Commerce.Web.Face;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commerce.Web.Pages.Batches;

/// <summary>The answer to a draft that saves itself: the summary anew, the page and what is being typed untouched.</summary>
internal static class SummaryStream
{
    public static async Task<IActionResult> DrawAsync(
        PageModel page, Fragments fragments, BatchPlanner planner, CommerceContext context, BatchDraft? draft, CancellationToken cancellationToken, bool redraw = false)
    {
        var html = await fragments.DrawAsync(page.HttpContext, "/Pages/Batches/_Summary.cshtml", await BatchSummary.ReadAsync(planner, context, draft, cancellationToken));
        var refresh = redraw ? "<turbo-stream action=\"refresh\" method=\"morph\" scroll=\"preserve\"></turbo-stream>" : "";
        return page.Content($"<turbo-stream action=\"update\" target=\"summary\" method=\"morph\"><template>{html}</template></turbo-stream>{refresh}", "text/vnd.turbo-stream.html");
    }
}
