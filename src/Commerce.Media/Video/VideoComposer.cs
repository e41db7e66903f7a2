using System.Runtime.Intrinsics;
using Commerce.Media.Cutout;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;
using Commerce.Media.Speech;
using Commerce.Media.Video.Sound;
using Commerce.Media.Vips;

namespace Commerce.Media.Video;

/// <summary>
/// Makes product videos from a product's pictures, words and colours: the product's own pixels, only moved and scaled, in one
/// of nine styles, with music and, where the style speaks, a voice. The same source, order and seed give the same bytes.
/// </summary>
public static class VideoComposer
{
    private const int SmallestSide = 240;
    private const int LargestSide = 1920;

    /// <summary>The keys of all video styles.</summary>
    public static IReadOnlyCollection<string> Styles => FilmStyles.Keys;

    /// <summary>How many of a product's pictures a style has use for, the source counted.</summary>
    /// <exception cref="MediaException">Code <c>style-unknown</c>.</exception>
    public static int PicturesUsed(string styleKey) => FilmStyles.Find(styleKey).Pictures;

    /// <summary>Writes <c>video.mp4</c> (or <c>video.webm</c>) and <c>poster.jpg</c> into a folder.</summary>
    /// <param name="source">The product's picture.</param>
    /// <param name="tools">The programs to use, or null to search.</param>
    /// <param name="progress">Told the share of frames painted, 0 to 1.</param>
    /// <exception cref="MediaException">
    /// As <see cref="PictureIngest"/> and <see cref="FfmpegTools.Find"/>; also <c>style-unknown</c>, <c>size-unsupported</c>, <c>ffmpeg-failed</c>,
    /// <c>comparison-needs-two</c>, <c>how-to-needs-steps</c>, <c>offer-missing</c>, <c>script-too-long</c>, <c>speech-missing</c>,
    /// <c>speech-language-unknown</c>, <c>speech-failed</c>.
    /// </exception>
    public static async Task<VideoResult> ComposeAsync(
        string source, VideoOrder order, string folder, FfmpegTools? tools = null, IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var programs = tools ?? FfmpegTools.Find();
        var (film, sound, kind) = await FilmAsync(source, order, cancellation);
        Directory.CreateDirectory(folder);
        var (video, poster) = (Path.Combine(folder, order.Format == VideoFormat.Mp4 ? "video.mp4" : "video.webm"), Path.Combine(folder, "poster.jpg"));
        await FilmEncoder.WriteAsync(film, sound, programs, order, video, progress, cancellation);
        await File.WriteAllBytesAsync(poster, Poster(film), cancellation);
        var shown = await FilmEncoder.DecodeAsync(order.Format, programs, video, film.PosterFrame, cancellation);
        var facts = await VideoProbe.ReadAsync(video, programs, null, cancellation);
        return new VideoResult(video, poster, facts, Compare(film, shown), kind, film.Description) { Captions = film.Captions };
    }

    /// <summary>Paints the one frame that stands for a video, as JPEG, without making the video.</summary>
    /// <inheritdoc cref="ComposeAsync"/>
    public static async Task<byte[]> StillAsync(string source, VideoOrder order, CancellationToken cancellation = default)
    {
        var (film, _, _) = await PlanAsync(source, order, cancellation);
        return Poster(film);
    }

    /// <summary>The film before it is painted, and its sound.</summary>
    internal static async Task<(Film Film, Track Sound, CutoutKind Kind)> FilmAsync(string source, VideoOrder order, CancellationToken cancellation)
    {
        var (film, narration, kind) = await PlanAsync(source, order, cancellation);
        return (film, FilmSound.Mix(film, narration, order.Seed), kind);
    }

    private static async Task<(Film Film, Narration? Narration, CutoutKind Kind)> PlanAsync(string source, VideoOrder order, CancellationToken cancellation)
    {
        var style = FilmStyles.Find(order.StyleKey);
        RefuseSize(order);
        style.Refuse(order);
        var narration = await style.NarrateAsync(order, cancellation);
        var pictures = await PicturesAsync(source, order, style, cancellation);
        return (style.Make(order, pictures, narration), narration, pictures[0].Kind);
    }

    private static async Task<List<ProductCutout>> PicturesAsync(string source, VideoOrder order, FilmStyle style, CancellationToken cancellation)
    {
        var pictures = new List<ProductCutout>();
        foreach (var path in order.MorePictures.Prepend(source).Take(style.Pictures))
        {
            cancellation.ThrowIfCancellationRequested();
            using var picture = await PictureIngest.ReadAsync(path, null, cancellation);
            var cut = pictures.Count == 0 && order.Cutout is { } cutout ? cutout : ProductCutter.Cut(picture);
            // A product cut off by its picture's edge cannot stand free in a film of shots: its photo is shown as it is.
            pictures.Add(cut.Touches == PictureSides.None || style.Plan is null ? cut : ProductCutter.Cut(picture, openHoles: true, leastConfidence: 2));
        }
        return pictures;
    }

    private static void RefuseSize(VideoOrder order)
    {
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
        var alone = film.ProductAlone();
        double difference = 0, count = 0;
        for (var y = 0; y < film.Height; y += 2)
        {
            Array.Clear(row);
            alone.Paint(y, row);
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
