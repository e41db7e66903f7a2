namespace Commerce.Flow;

/// <summary>The names under which Shopify Flow knows our action, our triggers and their fields; the extensions' TOML files are held equal to them.</summary>
public static class FlowNames
{
    /// <summary>Handle of the action.</summary>
    public const string GenerateMedia = "generate-media";

    /// <summary>Handle of the trigger for a batch with results.</summary>
    public const string MediaReady = "media-ready-for-review";

    /// <summary>Handle of the trigger for a batch without any.</summary>
    public const string BatchFailed = "batch-failed";

    /// <summary>The name Flow gives the value of a product reference.</summary>
    public const string Product = "product_id";

    /// <summary>Field of the action: key of the style.</summary>
    public const string Style = "style";

    /// <summary>Field of the action: results of the product.</summary>
    public const string Count = "count";

    /// <summary>Field of the triggers: the batch's name.</summary>
    public const string Batch = "batch";

    /// <summary>Field of the triggers: rows delivered.</summary>
    public const string Results = "results";

    /// <summary>Field of the triggers: rows that ended otherwise.</summary>
    public const string Failed = "failed";

    /// <summary>Field of the triggers: address of the batch in the app.</summary>
    public const string Page = "page";

    /// <summary>What the action takes besides the product.</summary>
    public static IReadOnlyList<string> ActionFields { get; } = [Style, Count];

    /// <summary>What the triggers send.</summary>
    public static IReadOnlyList<string> TriggerFields { get; } = [Batch, Results, Failed, Page];
}
