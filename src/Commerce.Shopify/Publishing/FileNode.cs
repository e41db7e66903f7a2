using Commerce.Shopify.Products;

namespace Commerce.Shopify.Publishing;

/// <summary>A file as <c>FileFields.graphql</c> asks for it; a node of another type has no id.</summary>
internal sealed record FileNode(
    string? Id,
    string? Alt,
    string? FileStatus,
    IReadOnlyList<MediaProblem>? FileErrors,
    ImageNode? Image,
    string? Filename,
    IReadOnlyList<VideoSourceNode>? Sources)
{
    public ShopFile? ToFile()
    {
        if (Id is null || FileStatus is null) return null;
        var source = Sources?.OrderByDescending(each => (long)each.Width * each.Height).FirstOrDefault();
        return new ShopFile(Id, Wire.Read<MediaStatus>(FileStatus), Alt ?? "", Image?.Url ?? source?.Url, Image?.Width ?? source?.Width, Image?.Height ?? source?.Height, FileErrors ?? []);
    }

    /// <summary>
    /// Whether this is the file of that name. A picture shows its name only in its address, which it has once ready; before
    /// that the search filter's word is taken, as its name was unique when we chose it.
    /// </summary>
    public bool IsNamed(string filename) =>
        string.Equals(Filename ?? Publishing.Filename.Of(Image?.Url) ?? filename, filename, StringComparison.OrdinalIgnoreCase);
}
