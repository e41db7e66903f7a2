using Commerce.Publishing;

namespace Commerce.Web.Pages.Publications;

/// <summary>Changes of a gallery with a picture of each medium.</summary>
/// <param name="Pictures">Addresses by the media's ids; what the shop no longer has is missing.</param>
public sealed record ShownChanges(GalleryChanges Changes, IReadOnlyDictionary<string, string> Pictures)
{
    /// <summary>Most changes that are drawn; the rest is a number.</summary>
    public const int Most = 20;

    public IEnumerable<GalleryChange> Drawn => Changes.List.Take(Most);

    public int NotDrawn => Math.Max(0, Changes.List.Count - Most);
}
