namespace Commerce.Publishing;

/// <summary>What an owner asks to publish.</summary>
/// <param name="AssetIds">Approved assets, of any number of products.</param>
/// <param name="Placement">Where they go among the gallery's own media.</param>
/// <param name="AltTexts">Alt texts the owner wrote, by asset; the others get one from the product and the style.</param>
public sealed record PublicationRequest(IReadOnlyList<Guid> AssetIds, Placement Placement, IReadOnlyDictionary<Guid, string> AltTexts, string RequestedBy)
{
    /// <summary>The picture each variant is to show, by the variant's id; the others keep theirs.</summary>
    public IReadOnlyDictionary<Guid, Guid> VariantPictures { get; init; } = new Dictionary<Guid, Guid>();

    /// <summary>Galleries as the owner saw them, by product; for the others the catalogue says what they are expected to be.</summary>
    public IReadOnlyDictionary<Guid, LiveGallery> Seen { get; init; } = new Dictionary<Guid, LiveGallery>();

    /// <summary>When it is to be taken back by itself.</summary>
    public DateTimeOffset? RevertAt { get; init; }
}
