namespace Commerce.Media.Cutout;

/// <summary>Removes what is too small to be part of the product.</summary>
internal static class Specks
{
    /// <summary>Drops regions far smaller than the largest.</summary>
    internal static void Drop(bool[] product, int width, int height)
    {
        var regions = Regions.Of(product, width, height);
        if (regions.Count == 0)
        {
            return;
        }
        var least = Math.Max(regions.Max(region => region.Length) * 0.03, product.Length * 0.0008);
        foreach (var pixel in regions.Where(region => region.Length < least).SelectMany(region => region))
        {
            product[pixel] = false;
        }
    }
}
