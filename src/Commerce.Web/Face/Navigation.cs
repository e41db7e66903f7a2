using Commerce.Web.Operators;
using Microsoft.Extensions.Options;

namespace Commerce.Web.Face;

/// <summary>One entry of the navigation: English name (translated when drawn), address and icon.</summary>
public sealed record NavigationLink(string Name, string Href, string Icon)
{
    public bool Leads(PathString path) => Href == "/" ? path == "/" : path.StartsWithSegments(Href);
}

/// <summary>The places of the app in the order shown, inside the admin and on our own pages alike. A page adds itself here when it exists.</summary>
public static class Navigation
{
    private static readonly NavigationLink Operations = new("Operations", "/ops", "operator");

    /// <summary>The places this person can go to.</summary>
    public static IReadOnlyList<NavigationLink> Of(HttpContext http) =>
        http.RequestServices.GetRequiredService<IOptions<OperatorOptions>>().Value.Include(http.User) ? [.. Links, Operations] : Links;

    private static IReadOnlyList<NavigationLink> Links { get; } =
    [
        new("Home", "/", "home"),
        new("Catalogue", "/catalogue", "catalogue"),
        new("Brand", "/brand", "brand"),
        new("Batches", "/batches", "batches"),
        new("Review", "/review", "review"),
        new("Publications", "/publications", "publications"),
        new("Credits", "/credits", "credits"),
        new("Providers", "/settings/providers", "settings"),
    ];
}
