using Commerce.Data;
using Commerce.Library;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Publish;

/// <summary>What the address asks to publish: named assets, or everything of a batch, of a product, or of the store.</summary>
public sealed record PublishSelection(Guid? Batch, Guid? Product, string? Assets)
{
    /// <summary>The assets meant; null when one of the ids is not of this store, or no id at all.</summary>
    public async Task<IReadOnlyList<Guid>?> FindAsync(CommerceContext context, CancellationToken cancellationToken)
    {
        if (!string.IsNullOrEmpty(Assets))
        {
            return await NamedAsync(context, Assets, cancellationToken);
        }

        if ((Batch is { } batch && !await context.Batches.AnyAsync(row => row.Id == batch, cancellationToken))
            || (Product is { } product && !await context.Products.AnyAsync(row => row.Id == product, cancellationToken)))
        {
            return null;
        }

        var assets = context.Assets.Where(asset => asset.ReviewState != ReviewState.Rejected);
        assets = Batch is { } of ? assets.Where(asset => asset.BatchId == of) : assets;
        assets = Product is { } on ? assets.Where(asset => asset.ProductId == on) : assets;
        return await assets.Select(asset => asset.Id).ToListAsync(cancellationToken);
    }

    /// <summary>This page with another cursor.</summary>
    public string Href(Guid? after = null)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in ((string, string?)[])[("batch", Batch?.ToString()), ("product", Product?.ToString()), ("assets", Assets), ("after", after?.ToString())])
        {
            if (!string.IsNullOrEmpty(value))
            {
                query.Add(name, value);
            }
        }

        return $"/publish{query.ToQueryString()}";
    }

    public static async Task<IReadOnlyList<Guid>?> NamedAsync(CommerceContext context, string names, CancellationToken cancellationToken)
    {
        var parts = names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var ids = parts.Select(part => Guid.TryParse(part, out var id) ? id : Guid.Empty).Distinct().ToList();
        return await context.Assets.CountAsync(asset => ids.Contains(asset.Id), cancellationToken) == ids.Count ? ids : null;
    }
}
