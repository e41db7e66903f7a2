namespace Commerce.Shopify.Products;

/// <summary>A medium as <c>MediaFields.graphql</c> asks for it.</summary>
internal sealed record MediaNode(
    string Id,
    string? Alt,
    string Status,
    string MediaContentType,
    IReadOnlyList<MediaProblem>? MediaErrors,
    PreviewNode? Preview,
    ImageNode? Image,
    IReadOnlyList<VideoSourceNode>? Sources)
{
    public ShopMedia ToMedia()
    {
        // The largest rendition stands for the clip.
        var source = Sources?.OrderByDescending(each => (long)each.Width * each.Height).FirstOrDefault();
        return new ShopMedia(
            Id,
            Wire.Read<MediaKind>(MediaContentType),
            Wire.Read<MediaStatus>(Status),
            Alt ?? "",
            Image?.Url ?? source?.Url,
            Preview?.Image?.Url ?? Image?.Url,
            Image?.Width ?? source?.Width,
            Image?.Height ?? source?.Height,
            MediaErrors ?? []);
    }
}

internal sealed record PreviewNode(ImageNode? Image);

internal sealed record ImageNode(string Url, int? Width, int? Height);

internal sealed record VideoSourceNode(string Url, string MimeType, int Width, int Height);

/// <summary>A list with its place: Shopify's connection.</summary>
internal sealed record Connection<T>(IReadOnlyList<T> Nodes, PageInfo PageInfo);

internal sealed record PageInfo(bool HasNextPage, string? EndCursor);
