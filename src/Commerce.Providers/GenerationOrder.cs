using Commerce.Media.Cutout;

namespace Commerce.Providers;

/// <summary>One picture or video to make.</summary>
/// <param name="IdempotencyKey">Unique per order; repeated orders carry the same key.</param>
/// <param name="StyleKey">The style, for example <c>studio-shot</c>.</param>
/// <param name="Source">The product's source picture.</param>
/// <param name="ProductTitle">The product's title.</param>
/// <param name="Vendor">The product's vendor, when known.</param>
/// <param name="SellingPoints">Facts about the product; nothing is ever added to them.</param>
/// <param name="Prompt">The owner's own wish, when there is one.</param>
/// <param name="Brand">The store's look.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Seed">Makes the result repeatable where the provider supports it.</param>
public sealed record GenerationOrder(
    string IdempotencyKey,
    string StyleKey,
    SourceFile Source,
    string ProductTitle,
    string? Vendor,
    IReadOnlyList<string> SellingPoints,
    string? Prompt,
    BrandLook Brand,
    int Width,
    int Height,
    long Seed)
{
    /// <summary>What the product costs, when known.</summary>
    public ProductPrice? Price { get; init; }

    /// <summary>Other pictures of the product in the shop's order, without the source.</summary>
    public IReadOnlyList<SourceFile> MorePictures { get; init; } = [];

    /// <summary>The language of spoken and shown words, as BCP 47.</summary>
    public string Language { get; init; } = UsualLanguage;

    /// <summary>The length wished for a video, in seconds; null leaves it to who makes it.</summary>
    public int? Seconds { get; init; }

    /// <summary>Of a video only the picture that stands for it is wanted. Only the built-in renderer is asked for it.</summary>
    public bool Still { get; init; }

    /// <summary>The product cut out of its source picture, where that was done before; null leaves it to who makes it.</summary>
    public ProductCutout? Cutout { get; init; }

    /// <summary>Where nothing names another.</summary>
    public const string UsualLanguage = "en";
}
