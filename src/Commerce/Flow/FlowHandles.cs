namespace Commerce.Flow;

/// <summary>The names under which Shopify Flow knows our action and triggers; the extensions' TOML files are held equal to them.</summary>
public static class FlowHandles
{
    public const string GenerateMedia = "generate-media";

    public const string MediaReady = "media-ready-for-review";

    public const string BatchFailed = "batch-failed";
}
