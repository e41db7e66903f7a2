using System.Runtime.Intrinsics;
using Commerce.Media.Cutout;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;
using Commerce.Media.Vips;

namespace Commerce.Media.Video;

/// <summary>
/// Makes product videos from one picture: the product's own pixels, only moved and scaled, in a set or a brand film.
/// The same source, order and seed give the same bytes.
/// </summary>
public static class VideoComposer
{
    private const int SmallestSide = 240;
    private const int LargestSide = 1920;

    /// <summary>The keys of all video styles.</summary>
    public static IReadOnlyCollection<string> Styles { get; } = ["scene-integration", "brand-film"];

    /// <summary>Writes <c>video.mp4</c> and <c>poster.jpg</c> into a folder.</summary>
    /// <param name="source">The product's picture.</param>
    /// <param name="tools">The programs to use, or null to search.</param>
    /// <exception cref="MediaException">As <see cref="PictureIngest"/> and <see cref="FfmpegTools.Find"/>; also <c>style-unknown</c>, <c>size-unsupported</c>, <c>ffmpeg-failed</c>.</exception>
    public static async Task<VideoResult> ComposeAsync(string source, VideoOrder order, string folder, FfmpegTools? tools = null, CancellationToken cancellation = default)
    {
        Refuse(order);
        var programs = tools ?? FfmpegTools.Find();
        using var picture = await PictureIngest.ReadAsync(source, null, cancellation);
        var cutout = ProductCutter.Cut(picture);
        cancellation.ThrowIfCancellationRequested();
        Film film = order.StyleKey == "brand-film" ? BrandFilm.Make(cutout, order) : SceneFilm.Make(cutout, order);
        Directory.CreateDirectory(folder);
        var (video, poster) = (Path.Combine(folder, "video.mp4"), Path.Combine(folder, "poster.jpg"));
        await FilmEncoder.WriteAsync(film, programs, order.Title, video, cancellation);
        await File.WriteAllBytesAsync(poster, Poster(film), cancellation);
        var shown = await FilmEncoder.DecodeAsync(film, programs, video, film.PosterFrame, cancellation);
        var facts = await VideoProbe.ReadAsync(video, programs, null, cancellation);
        return new VideoResult(video, poster, facts, Compare(film, shown), cutout.Kind, film.Description);
    }

    private static void Refuse(VideoOrder order)
    {
        if (!Styles.Contains(order.StyleKey))
        {
            throw new MediaException("style-unknown", $"There is no video style named \"{order.StyleKey}\".");
        }
        if (Math.Min(order.Width, order.Height) < SmallestSide || Math.Max(order.Width, order.Height) > LargestSide || order.Width % 2 + order.Height % 2 > 0)
        {
            throw new MediaException("size-unsupported", $"Videos can be made from {SmallestSide} to {LargestSide} pixels wide and high, in even numbers.");
        }
    }

    private static byte[] Poster(Film film)
    {
        var frame = new FilmFrame(film.Width, film.Height);
        frame.Paint(film.At(film.PosterFrame / (float)Film.FrameRate));
        using var image = VipsImage.FromBytes(frame.Pixels, film.Width, film.Height, 4);
        using var colour = image.Band(0, 3);
        using var named = colour.Interpreted("srgb");
        return SourceTypeMark.Write(named.ToJpeg(90, 72), SourceType.CompositeSynthetic);
    }

    /// <summary>1 minus the mean difference over the product's opaque pixels, full scale a quarter of the 8-bit range, as for pictures.</summary>
    private static double Compare(Film film, byte[] shown)
    {
        var row = new Vector128<float>[film.Width];
        var painter = film.ProductAlone();
        double difference = 0, count = 0;
        for (var y = 0; y < film.Height; y += 2)
        {
            Array.Clear(row);
            painter(y, row);
            for (var x = 0; x < film.Width; x += 2)
            {
                if (row[x][3] < 254.5f)
                {
                    continue;
                }
                var at = (y * film.Width + x) * 3;
                difference += Math.Abs(row[x][0] - shown[at]) + Math.Abs(row[x][1] - shown[at + 1]) + Math.Abs(row[x][2] - shown[at + 2]);
                count += 3;
            }
        }
        return count == 0 ? 0 : Math.Clamp(1 - difference / count / 64, 0, 1);
    }
}
