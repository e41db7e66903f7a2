namespace Commerce.Media.Vips;

public sealed partial class VipsImage
{
    // Better codes need every coefficient of the picture at once, six bytes a pixel; above this the few per cent are not worth it.
    private const int MostOptimised = 20_000_000;

    /// <summary>Opens encoded bytes with one named loader; reads the header only until pixels are asked for.</summary>
    /// <param name="loader">A libvips loader such as <c>jpegload_buffer</c>.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="strict">Fail on a truncated file instead of filling the rest with grey.</param>
    internal static VipsImage Load(string loader, ReadOnlySpan<byte> bytes, bool strict = true) => Loading(loader, bytes, strict).Image();

    /// <summary>
    /// As <see cref="Load"/>, but row by row from top to bottom, once: no more than a few rows are held unless somebody keeps them.
    /// JPEG and WebP are made smaller by whole factors while they are decoded, which saves most of the work.
    /// </summary>
    /// <param name="shrink">1, 2, 4 or 8; ignored by other formats.</param>
    internal static VipsImage LoadRows(string loader, ReadOnlySpan<byte> bytes, int shrink)
    {
        var operation = Loading(loader, bytes, strict: true).Choose("access", "sequential");
        return loader switch
        {
            "jpegload_buffer" => operation.Set("shrink", shrink).Image(),
            "webpload_buffer" => operation.Set("scale", 1.0 / shrink).Image(),
            _ => operation.Image(),
        };
    }

    private static VipsOperation Loading(string loader, ReadOnlySpan<byte> bytes, bool strict) =>
        new VipsOperation(loader).SetBlob("buffer", bytes).Choose("fail_on", strict ? "truncated" : "none");

    /// <summary>
    /// Encodes as JPEG. The resolution is written as EXIF, the only header this encoder puts it in;
    /// pictures from <see cref="Probe.PictureIngest"/> carry no other EXIF fields that could come along.
    /// </summary>
    /// <param name="quality">1 to 100.</param>
    /// <param name="dotsPerInch">Written to the header.</param>
    /// <param name="fineColour">Whether colour is kept at full size (4:4:4) instead of half (4:2:0).</param>
    /// <param name="smallest">Whether the best codes are looked for, which makes the file smaller, by a tenth to a quarter, and takes two and a half times as long.</param>
    public byte[] ToJpeg(int quality = 92, double dotsPerInch = 300, bool fineColour = true, bool smallest = true)
    {
        using var stamped = WithResolution(dotsPerInch);
        return new VipsOperation("jpegsave_buffer").Set("in", stamped).Set("Q", quality)
            .Choose("subsample_mode", fineColour ? "off" : "on").Choose("keep", "exif").Set("optimize_coding", smallest && (long)Width * Height <= MostOptimised).Bytes();
    }

    /// <summary>Encodes as PNG, keeping no metadata but resolution and a colour profile.</summary>
    /// <param name="compression">0 to 9.</param>
    /// <param name="dotsPerInch">Written to the header.</param>
    public byte[] ToPng(int compression = 6, double dotsPerInch = 300)
    {
        using var stamped = WithResolution(dotsPerInch);
        return new VipsOperation("pngsave_buffer").Set("in", stamped).Set("compression", compression).Choose("keep", "icc").Bytes();
    }

    /// <summary>Encodes as WebP, keeping no metadata but resolution, which is written as EXIF.</summary>
    /// <param name="quality">1 to 100.</param>
    /// <param name="effort">0 fastest to 6 smallest.</param>
    /// <param name="dotsPerInch">Written to the header; null writes none.</param>
    public byte[] ToWebp(int quality = 82, int effort = 3, double? dotsPerInch = null)
    {
        using var stamped = dotsPerInch is { } resolution ? WithResolution(resolution) : Copy();
        return new VipsOperation("webpsave_buffer").Set("in", stamped).Set("Q", quality).Set("effort", effort)
            .Choose("keep", dotsPerInch is null ? "none" : "exif").Bytes();
    }

    /// <summary>Encodes as AVIF, keeping no metadata but resolution, which is written as EXIF.</summary>
    /// <param name="quality">1 to 100.</param>
    /// <param name="effort">0 fastest to 9 smallest.</param>
    /// <param name="dotsPerInch">Written to the header.</param>
    public byte[] ToAvif(int quality = 60, int effort = 3, double dotsPerInch = 300)
    {
        using var stamped = WithResolution(dotsPerInch);
        return new VipsOperation("heifsave_buffer").Set("in", stamped).Set("Q", quality).Set("effort", effort)
            .Choose("compression", "av1").Choose("keep", "exif").Bytes();
    }

    private VipsImage WithResolution(double dotsPerInch)
    {
        var perMillimetre = dotsPerInch / 25.4;
        return new VipsOperation("copy").Set("in", this).Set("xres", perMillimetre).Set("yres", perMillimetre).Image();
    }
}
