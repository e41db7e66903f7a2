using System.Globalization;
using System.Security.Claims;
using Commerce.Web.Embedded;

namespace Commerce.Web.Operators;

/// <summary>Who runs this installation. Nobody by default.</summary>
public sealed class OperatorOptions
{
    public const string Section = "Operators";

    /// <summary>Domains of the shops whose staff are operators, such as <c>our-team.myshopify.com</c>.</summary>
    public IReadOnlyList<string> Shops { get; init; } = [];

    /// <summary>Narrows the shops' staff to these admin users; empty lets in every user of the shops.</summary>
    public IReadOnlyList<long> Users { get; init; } = [];

    /// <summary>Whether this person runs the installation.</summary>
    public bool Include(ClaimsPrincipal user) => user.Shop() is { } shop && Shops.Contains(shop.Value, StringComparer.Ordinal)
        && (Users.Count == 0 || (long.TryParse(user.FindFirst(EmbeddedSession.UserClaim)?.Value, CultureInfo.InvariantCulture, out var id) && Users.Contains(id)));
}
