using System.Security.Claims;
using Commerce.Web.Embedded;

namespace Commerce.Web.Stores;

/// <summary>Who acts, as logs and receipts say it.</summary>
public static class ActorExtensions
{
    /// <summary>The admin user by number, for Shopify tells an app no name.</summary>
    public static string Actor(this ClaimsPrincipal user) => user.FindFirst(EmbeddedSession.UserClaim) is { } claim ? $"staff {claim.Value}" : "the shop";
}
