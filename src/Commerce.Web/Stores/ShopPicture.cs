namespace Commerce.Web.Stores;

/// <summary>Addresses of the shop's own pictures, in the size a page needs: Shopify makes the small one.</summary>
public static class ShopPicture
{
    public const int Thumbnail = 160;
    public const int Tile = 600;

    public static string At(string url, int width) => $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}width={width}";
}
