using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Commerce.Web.Face;

/// <summary>
/// Refuses a form that cannot be read before a page acts on it. Binding would swallow the failure and hand the page empty
/// fields; a form is read once, so asking again gives the same failure.
/// </summary>
internal sealed class ReadableForms : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var http = context.HttpContext;
        // The error page is executed with the request that failed, and must not fail of it again.
        if (http.Request.HasFormContentType && http.Features.Get<IExceptionHandlerPathFeature>() is null)
        {
            await http.Request.ReadFormAsync(http.RequestAborted);
        }

        await next();
    }
}
