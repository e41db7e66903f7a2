using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Net.Http.Headers;

namespace Commerce.Web.Embedded;

/// <summary>Takes the session token out of the request before anything else sees it.</summary>
internal sealed class TokenIntake(RequestDelegate next)
{
    public const string Parameter = "id_token";
    private const string Bearer = "Bearer ";

    public Task InvokeAsync(HttpContext context)
    {
        // An error page passes here again with the address of its own, which brings no token.
        if (context.Features.Get<PresentedToken>() is null) context.Features.Set(new PresentedToken(Find(context.Request)));
        // Gone from the query, it cannot reach a log, a trace, an error page, a link or the bounce's parameters.
        if (context.Request.Query.ContainsKey(Parameter)) context.Request.QueryString = Without(context.Request, Parameter);
        return next(context);
    }

    // A header that is present but bad never falls back to the query, and a query token opens documents only: a form or a
    // script on another site can make a browser send an address, but not a bearer header.
    private static string? Find(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        if (header.Count > 0) return header is [{ } value] && value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? value[Bearer.Length..] : "";
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return null;
        var parameter = request.Query[Parameter];
        return parameter.Count switch { 0 => null, 1 => parameter[0], _ => "" };
    }

    private static QueryString Without(HttpRequest request, string name)
    {
        var kept = from pair in request.Query
                   where !string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)
                   from value in pair.Value
                   select KeyValuePair.Create(pair.Key, value ?? "");
        return new QueryBuilder(kept).ToQueryString();
    }

    /// <summary>Whether the browser asks for a page of its own, not a script for data.</summary>
    public static bool IsDocument(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)) return false;
        if (request.Headers.ContainsKey(HeaderNames.Authorization)) return false;
        var destination = request.Headers["Sec-Fetch-Dest"].ToString();
        if (destination.Length > 0) return destination is "document" or "iframe" or "frame";
        return request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }
}
