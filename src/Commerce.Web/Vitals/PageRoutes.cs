using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Commerce.Web.Vitals;

/// <summary>The templates of our pages, such as <c>/batches/{id}</c>: what may stand for an address in figures.</summary>
public static partial class PageRoutes
{
    /// <summary>The template of the page that answers a request; null when none does.</summary>
    public static string? Of(HttpContext context) => Of(context.GetEndpoint());

    /// <summary>Every template of the app.</summary>
    public static IReadOnlySet<string> All(EndpointDataSource endpoints) => endpoints.Endpoints.Select(Of).OfType<string>().ToHashSet();

    private static string? Of(Endpoint? endpoint) => endpoint is RouteEndpoint route && route.Metadata.GetMetadata<PageActionDescriptor>() is not null
        ? "/" + Constraint().Replace(route.RoutePattern.RawText ?? "", "}").TrimStart('/')
        : null;

    // `{id:guid?}` and `{id}` are the same place to a reader.
    [GeneratedRegex(@"[:?][^}/]*\}")]
    private static partial Regex Constraint();
}
