namespace Commerce.Publishing;

/// <summary>What Shopify accepts, at the lower of its published figures.</summary>
public static class PublishingLimits
{
    public const int MediaPerProduct = 250;

    public const int AltTextLength = 512;

    public const long ImageBytes = 20 * 1024 * 1024;

    public const long ImagePixels = 20_000_000;

    public const long VideoBytes = 1024L * 1024 * 1024;
}
