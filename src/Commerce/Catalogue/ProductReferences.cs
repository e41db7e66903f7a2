using Commerce.Data;
using Commerce.Shopify.Products;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue;

/// <summary>Products as the shop names them, found in the store's catalogue.</summary>
/// <param name="Ids">Ours, in the order they were named, each once.</param>
/// <param name="Unknown">How many names lead to no product of the catalogue.</param>
public sealed record ReferredProducts(IReadOnlyList<Guid> Ids, int Unknown);

/// <summary>Reads the product numbers and global ids that admin links, extensions and Flow send.</summary>
public sealed class ProductReferences(CommerceContext context)
{
    /// <summary>Most products one request may name.</summary>
    public const int Most = 1_000;

    /// <summary>Whatever a stranger sends either leads to a product of this store or counts as unknown.</summary>
    public async Task<ReferredProducts> ResolveAsync(IEnumerable<string?> names, CancellationToken cancellationToken)
    {
        var (given, unknown) = (new List<string>(), 0);
        foreach (var name in names.Where(name => !string.IsNullOrWhiteSpace(name)).Take(Most).Distinct(StringComparer.Ordinal))
        {
            if (ProductId.TryParse(name, out var globalId))
            {
                given.Add(globalId);
            }
            else
            {
                unknown++;
            }
        }

        var ordered = given.Distinct(StringComparer.Ordinal).ToList();
        var found = await context.Products.Where(product => ordered.Contains(product.ShopifyId) && product.RemovedAt == null)
            .ToDictionaryAsync(product => product.ShopifyId, product => product.Id, cancellationToken);
        return new ReferredProducts([.. ordered.Where(found.ContainsKey).Select(globalId => found[globalId])], unknown + ordered.Count - found.Count);
    }
}
