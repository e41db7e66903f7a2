using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Stores;

/// <summary>What the shop lets us do, and the words for what it does not.</summary>
public static class GrantedScopes
{
    /// <summary>What placing media on products takes.</summary>
    public static readonly IReadOnlyList<string> Publishing = ["write_products", "write_files"];

    /// <summary>What reading the catalogue takes, and with it everything that begins with a product.</summary>
    public static readonly IReadOnlyList<string> Reading = ["read_products"];

    /// <summary><see cref="Refusal"/> of the store in scope.</summary>
    public static async Task<string?> RefusalAsync(CommerceContext context, IReadOnlyList<string> needed, CancellationToken cancellationToken) =>
        await context.Stores.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is { } store ? Refusal(store, needed) : null;

    /// <summary>
    /// Why a feature cannot be used now; null when it can. A store whose scopes were never told is given the benefit of
    /// the doubt, for Shopify refuses for itself.
    /// </summary>
    public static string? Refusal(Store store, IReadOnlyList<string> needed)
    {
        if (store.Scopes.Length == 0 && store.ScopesAt is null)
        {
            return null;
        }

        var missing = needed.Except(store.Scopes.Split(',', StringSplitOptions.TrimEntries)).ToList();
        return missing.Count == 0
            ? null
            : $"The store has taken back a permission this needs ({string.Join(", ", missing)}). Open the app in the Shopify admin and allow it again.";
    }
}
