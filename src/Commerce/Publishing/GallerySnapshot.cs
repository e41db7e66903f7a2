namespace Commerce.Publishing;

/// <summary>A product's gallery at one moment: the media in order with their alt texts.</summary>
public sealed record GallerySnapshot(IReadOnlyList<GalleryItem> Media, DateTimeOffset At)
{
    /// <summary>Same media, same order, same alt texts.</summary>
    public bool Matches(GallerySnapshot other) => Media.SequenceEqual(other.Media);

    /// <summary>The same moment with some media thought away.</summary>
    public GallerySnapshot Without(IReadOnlySet<string> ids) => this with { Media = [.. Media.Where(item => !ids.Contains(item.Id))] };
}

/// <summary>One medium of a gallery by its id in the shop.</summary>
public sealed record GalleryItem(string Id, string Alt);
