using Commerce.Library;

namespace Commerce.Publishing;

/// <summary>What publishing would do, product by product, before anything is touched.</summary>
public sealed record PublicationPlan(IReadOnlyList<PlannedPublication> Products, IReadOnlyList<LeftOutAsset> LeftOut)
{
    public int Items => Products.Sum(product => product.Items.Count);
}

public sealed record PlannedPublication(Guid ProductId, string ShopifyId, string Title, string Handle, int MediaCount, IReadOnlyList<PlannedItem> Items);

public sealed record PlannedItem(Asset Asset, string Alt);

/// <summary>An asset that cannot be published, with the reason in words.</summary>
public sealed record LeftOutAsset(Guid AssetId, string Reason);
