namespace Commerce.Publishing;

/// <summary>What an owner asks to publish.</summary>
/// <param name="AssetIds">Approved assets, of any number of products.</param>
/// <param name="AtFront">Before the gallery's own media instead of after it.</param>
/// <param name="AltTexts">Alt texts the owner wrote, by asset; the others get one from the product and the style.</param>
public sealed record PublicationRequest(IReadOnlyList<Guid> AssetIds, bool AtFront, IReadOnlyDictionary<Guid, string> AltTexts, string RequestedBy);
