using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Media.Derivatives;

/// <summary>The sizes a picture is shown in. The same picture gives the same bytes.</summary>
/// <param name="Master">Longest side <see cref="MasterSide"/> at most.</param>
/// <param name="Page">Longest side <see cref="PageSide"/> at most.</param>
/// <param name="Thumbnail">Longest side <see cref="ThumbnailSide"/> at most.</param>
/// <param name="Placeholder">A few blurred colours as a <c>data:</c> address of about 200 characters, shown until the picture is there.</param>
public sealed record DerivativeSet(Derivative Master, Derivative Page, Derivative Thumbnail, string Placeholder)
{
    /// <summary>In pixels; what shops zoom into.</summary>
    public const int MasterSide = 2048;

    /// <summary>In pixels; what a page shows.</summary>
    public const int PageSide = 1080;

    /// <summary>In pixels; what a list shows.</summary>
    public const int ThumbnailSide = 400;

    private const int PlaceholderSide = 20;
    private const int Quality = 82;
    private const int PlaceholderQuality = 40;
    private const int Effort = 4;
    private const double DotsPerInch = 300;

    /// <summary>Makes all sizes of a file, which is decoded once and never larger than the master needs.</summary>
    /// <exception cref="MediaException">As <see cref="PictureIngest"/>.</exception>
    public static async Task<DerivativeSet> MakeAsync(string path, PictureLimits? limits = null, CancellationToken cancellation = default) =>
        Make(await PictureProbe.BytesAsync(path, limits, cancellation), limits);

    /// <summary>Makes all sizes of a file's bytes.</summary>
    /// <inheritdoc cref="MakeAsync"/>
    public static DerivativeSet Make(ReadOnlySpan<byte> bytes, PictureLimits? limits = null)
    {
        using var master = PictureIngest.ReadWithin(bytes, MasterSide, limits);
        return Of(master);
    }

    /// <summary>Makes all sizes of a picture, the smaller ones from the larger.</summary>
    /// <param name="picture">8-bit sRGB in memory, as <see cref="PictureIngest"/> gives it.</param>
    public static DerivativeSet Of(VipsImage picture)
    {
        using var master = Within(picture, MasterSide);
        var whole = default(Derivative);
        var (page, small, placeholder) = default((Derivative?, Derivative?, string?));
        // The master takes about as long as all the others.
        Parallel.Invoke(() => whole = Encoded(master), () => (page, small, placeholder) = Smaller(master));
        return new DerivativeSet(whole!, page!, small!, placeholder!);
    }

    private static (Derivative Page, Derivative Thumbnail, string Placeholder) Smaller(VipsImage master)
    {
        using var page = Within(master, PageSide);
        using var small = Within(page, ThumbnailSide);
        using var tiny = Within(small, PlaceholderSide);
        return (Encoded(page), Encoded(small), $"data:image/webp;base64,{Convert.ToBase64String(tiny.ToWebp(PlaceholderQuality))}");
    }

    private static VipsImage Within(VipsImage picture, int side)
    {
        if (Math.Max(picture.Width, picture.Height) <= side)
        {
            return picture.Copy();
        }
        using var smaller = picture.Thumbnail(side, side);
        return smaller.InMemory();
    }

    private static Derivative Encoded(VipsImage picture) => new(picture.ToWebp(Quality, Effort, DotsPerInch), picture.Width, picture.Height);
}
