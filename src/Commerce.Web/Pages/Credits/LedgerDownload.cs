using Commerce.Credits;
using Microsoft.AspNetCore.Mvc;

namespace Commerce.Web.Pages.Credits;

/// <summary>Sends ledger lines as a file while they are read.</summary>
internal sealed class LedgerDownload(IAsyncEnumerable<LedgerLine> lines, Func<LedgerLine, string> sentence) : ActionResult
{
    public override Task ExecuteResultAsync(ActionContext context)
    {
        var (response, aborted) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=credits.csv";
        response.Headers.CacheControl = "no-store";
        return LedgerFile.WriteAsync(response.Body, lines, sentence, aborted);
    }
}
