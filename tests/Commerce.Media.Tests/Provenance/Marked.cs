using System.Diagnostics;
using Commerce.Media.Probe;

namespace Commerce.Media.Tests.Provenance;

/// <summary>Small files of every kind that can carry a mark.</summary>
internal static class Marked
{
    public static byte[] Plain(PictureFormat format)
    {
        var (picture, _) = Pictures.Disc();
        using (picture)
        {
            return format switch
            {
                PictureFormat.Jpeg => picture.ToJpeg(),
                PictureFormat.Png => picture.ToPng(),
                _ => picture.ToWebp(),
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
