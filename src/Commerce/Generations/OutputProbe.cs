using Commerce.Media.Probe;
using Commerce.Media.Video;
using Commerce.Providers;

namespace Commerce.Generations;

/// <summary>Looks at outputs as at any stranger's file.</summary>
internal static class OutputProbe
{
    private const int ThumbnailSide = 640;

    public static async Task<(int Width, int Height)> SizeAsync(GenerationKind kind, string path, CancellationToken cancellationToken)
    {
        if (kind == GenerationKind.Video)
        {
            var video = await VideoProbe.ReadAsync(path, cancellationToken);
            return (video.Width, video.Height);
        }

        var facts = await PictureProbe.ReadAsync(path, cancellation: cancellationToken);
        return (facts.Width, facts.Height);
    }

    /// <summary>Writes a small WebP of the picture at <paramref name="path"/> and returns where.</summary>
    public static async Task<string> ThumbnailAsync(string path, string target, CancellationToken cancellationToken)
    {
        using var picture = await PictureIngest.ReadAsync(path, cancellation: cancellationToken);
        using var small = picture.Thumbnail(ThumbnailSide, ThumbnailSide);
        await File.WriteAllBytesAsync(target, small.ToWebp(), cancellationToken);
        return target;
    }
}
