namespace Commerce.Batches.Sheets.Checking;

/// <summary>A picture that a sheet brings along for one product; the same picture of the same product is the same row ever after.</summary>
/// <param name="OfShop">Whether the product is the shop's, whose gallery does not show it.</param>
internal sealed record BroughtPicture(Guid Id, Guid ProductId, string Key, RowPicture Content, bool OfShop)
{
    /// <summary>The picture of a product of the shop.</summary>
    public static BroughtPicture Of(Guid storeId, Guid productId, RowPicture content) => Of(storeId, productId, productId.ToString(), content, ofShop: true);

    /// <summary>The picture of a product that only a sheet knows by this key.</summary>
    public static BroughtPicture Of(Guid storeId, Guid productId, string productKey, RowPicture content) => Of(storeId, productId, productKey, content, ofShop: false);

    private static BroughtPicture Of(Guid storeId, Guid productId, string productKey, RowPicture content, bool ofShop)
    {
        var key = SheetIdentity.Key(content.Identity);
        return new BroughtPicture(SheetIdentity.Id(storeId, $"{productKey}\n{key}"), productId, key, content, ofShop);
    }
}
