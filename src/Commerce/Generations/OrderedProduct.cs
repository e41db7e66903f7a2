using Commerce.Providers;

namespace Commerce.Generations;

/// <summary>What an order says of a product.</summary>
/// <param name="Price">Null when the shop names none.</param>
/// <param name="Removed">The product has left the shop since the batch started.</param>
public sealed record OrderedProduct(Guid Id, string Title, string Vendor, string DescriptionHtml, ProductPrice? Price, bool Removed)
{
    /// <summary>Read out of the description once, however many rows of the group are of this product.</summary>
    public IReadOnlyList<string> SellingPoints => field ??= Catalogue.SellingPoints.From(DescriptionHtml);
}
