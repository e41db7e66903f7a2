using Commerce.Library;

namespace Commerce.Batches.Results;

/// <summary>One delivered result with what its line in the manifest says.</summary>
/// <param name="Row">The row of the batch it came from.</param>
/// <param name="Variant">The product's only variant; empty when there are several, for a result shows all of them.</param>
/// <param name="Sku">That variant's stock number.</param>
/// <param name="Stars">What it was rated on average, 1 to 5; null when nobody has.</param>
public sealed record ResultRow(
    Guid AssetId, int Row, Guid ProductId, string Product, string Handle, string Variant, string Sku, string Style, int Width, int Height,
    string ObjectKey, string MimeType, string Sha256, string Provider, string Model, string Prompt, int Credits, ReviewState Review, double? Stars,
    DateTimeOffset CreatedAt)
{
    /// <summary>A spoken video's captions as files of the object store: WebVTT, then SubRip; empty where nothing is spoken.</summary>
    public IReadOnlyList<string> CaptionKeys { get; init; } = [];
}
