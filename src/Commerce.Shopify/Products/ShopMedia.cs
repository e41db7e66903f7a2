namespace Commerce.Shopify.Products;

/// <summary>A picture or clip in a product's gallery.</summary>
/// <param name="Id">Global id, such as <c>gid://shopify/MediaImage/1</c>; the same id names it as a file.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Status">How far Shopify has processed it.</param>
/// <param name="Alt">Its alternative text; empty when the merchant gave none.</param>
/// <param name="Url">Where its bytes are; null until ready, and for kinds without one.</param>
/// <param name="PreviewUrl">Where its still picture is; null until ready.</param>
/// <param name="Width">Pixels; null until ready.</param>
/// <param name="Height">Pixels; null until ready.</param>
/// <param name="Problems">Shopify's own reasons when it failed.</param>
public sealed record ShopMedia(
    string Id,
    MediaKind Kind,
    MediaStatus Status,
    string Alt,
    string? Url,
    string? PreviewUrl,
    int? Width,
    int? Height,
    IReadOnlyList<MediaProblem> Problems);

/// <summary>What a medium is.</summary>
public enum MediaKind
{
    /// <summary>A kind this version does not know.</summary>
    Unknown,

    /// <summary>A still picture.</summary>
    Image,

    /// <summary>A clip hosted by Shopify.</summary>
    Video,

    /// <summary>A clip hosted elsewhere.</summary>
    ExternalVideo,

    /// <summary>A 3D model.</summary>
    Model3d,
}

/// <summary>How far Shopify has processed a medium or file.</summary>
public enum MediaStatus
{
    /// <summary>A state this version does not know.</summary>
    Unknown,

    /// <summary>Received.</summary>
    Uploaded,

    /// <summary>Being processed.</summary>
    Processing,

    /// <summary>Usable.</summary>
    Ready,

    /// <summary>Refused; see its problems.</summary>
    Failed,
}

/// <summary>Why Shopify could not use a medium or file.</summary>
/// <param name="Code">Its code, such as <c>INVALID_IMAGE_RESOLUTION</c>.</param>
/// <param name="Message">Its words, meant for people.</param>
/// <param name="Details">More of them, where given.</param>
public sealed record MediaProblem(string Code, string Message, string? Details);
