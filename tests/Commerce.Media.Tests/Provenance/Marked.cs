using System.Diagnostics;
using Commerce.Media.Probe;
using Commerce.Media.Provenance;

namespace Commerce.Media.Tests.Provenance;

/// <summary>Small files of every kind that can carry a mark.</summary>
internal static class Marked
{
    public static Origin Origin { get; } = new(
        SourceType.TrainedModel, "a-model-2", "Autumn <look> & more", string.Concat(Enumerable.Repeat("0f", 32)), new DateTimeOffset(2026, 3, 4, 6, 6, 7, TimeSpan.FromHours(1)));

    public static byte[] Plain(PictureFormat format)
    {
        var (picture, _) = Pictures.Disc();
        using (picture)
        {
            return format switch
            {
                PictureFormat.Jpeg => picture.ToJpeg(),
                PictureFormat.Png => picture.ToPng(),
                PictureFormat.Heif => picture.ToAvif(effort: 0),
                _ => picture.ToWebp(dotsPerInch: 300),
            };
        }
    }

    /// <summary>A film of one second, as ffmpeg writes it.</summary>
    public static async Task FilmAsync(string path)
    {
        using var ffmpeg = Process.Start("ffmpeg", ["-v", "error", "-y", "-f", "lavfi", "-i", "color=c=teal:s=64x64:d=1:r=10", "-pix_fmt", "yuv420p", "-movflags", "+faststart", path]);
        await ffmpeg.WaitForExitAsync();
    }
}
