using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Commerce.Web.Embedded;

/// <summary>
/// Replaces the antiforgery cookie by the session token. Forgery works because a browser adds cookies by itself; a bearer
/// header is added by our own script only, and another site's page can neither read the token nor set the header without
/// permission. Unsafe methods accept the token from that header alone (<see cref="TokenIntake"/>). Cookies would not work
/// anyway: browsers block them in a frame of another site. Requests signed in any other way still need the antiforgery token.
/// </summary>
internal sealed class BearerAntiforgery(IAntiforgery antiforgery) : IAsyncAuthorizationFilter, IAntiforgeryPolicy, IOrderedFilter
{
    // After the framework's own policy, which then stands back as the later one is in force.
    public int Order => 1001;

    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        if (!context.IsEffectivePolicy<IAntiforgeryPolicy>(this)) return;
        if (context.HttpContext.User.Shop() is not null) return;
        var method = context.HttpContext.Request.Method;
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method) || HttpMethods.IsTrace(method)) return;
        if (!await antiforgery.IsRequestValidAsync(context.HttpContext)) context.Result = new AntiforgeryValidationFailedResult();
    }
}
