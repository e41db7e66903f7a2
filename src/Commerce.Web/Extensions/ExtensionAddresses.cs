namespace Commerce.Web.Extensions;

/// <summary>Where the app's extensions and Shopify Flow call us; the extensions' files are held equal to them.</summary>
public static class ExtensionAddresses
{
    /// <summary>What may be made, and what a choice would cost.</summary>
    public const string Quote = "/extensions/quote";

    /// <summary>Starts a batch.</summary>
    public const string Batches = "/extensions/batches";

    /// <summary>How one product's media stand.</summary>
    public const string Product = "/extensions/product";

    /// <summary>Runs of the Flow action.</summary>
    public const string Flow = "/extensions/flow/generate-media";

    /// <summary>The page that admin links open with the ids of products.</summary>
    public const string NewBatch = "/batches/new";
}
