namespace Commerce.Media.Vips;

public sealed partial class VipsImage
{
    /// <summary>Opens encoded bytes with one named loader; reads the header only until pixels are asked for.</summary>
    /// <param name="loader">A libvips loader such as <c>jpegload_buffer</c>.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="strict">Fail on a truncated file instead of filling the rest with grey.</param>
    internal static VipsImage Load(string loader, ReadOnlySpan<byte> bytes, bool strict = true) =>
        new VipsOperation(loader).SetBlob("buffer", bytes).Choose("fail_on", strict ? "truncated" : "none").Image();

    /// <summary>
    /// Encodes as JPEG without chroma subsampling. The resolution is written as EXIF, the only header this encoder puts it in;
    /// pictures from <see cref="Probe.PictureIngest"/> carry no other EXIF fields that could come along.
    /// </summary>
    /// <param name="quality">1 to 100.</param>
    /// <param name="dotsPerInch">Written to the header.</param>
    public byte[] ToJpeg(int quality = 92, double dotsPerInch = 300)
    {
        using var stamped = WithResolution(dotsPerInch);
        return new VipsOperation("jpegsave_buffer").Set("in", stamped).Set("Q", quality)
            .Choose("subsample_mode", "off").Choose("keep", "exif").Set("optimize_coding", true).Bytes();
    }

    /// <summary>Encodes as PNG, keeping no metadata but resolution and a colour profile.</summary>
    /// <param name="compression">0 to 9.</param>
    /// <param name="dotsPerInch">Written to the header.</param>
    public byte[] ToPng(int compression = 6, double dotsPerInch = 300)
    {
        using var stamped = WithResolution(dotsPerInch);
        return new VipsOperation("pngsave_buffer").Set("in", stamped).Set("compression", compression).Choose("keep", "icc").Bytes();
    }

    /// <summary>Encodes as WebP, keeping no metadata.</summary>
    /// <param name="quality">1 to 100.</param>
    public byte[] ToWebp(int quality = 82) =>
        new VipsOperation("webpsave_buffer").Set("in", this).Set("Q", quality).Set("effort", 3).Choose("keep", "none").Bytes();

    private VipsImage WithResolution(double dotsPerInch)
    {
        var perMillimetre = dotsPerInch / 25.4;
        return new VipsOperation("copy").Set("in", this).Set("xres", perMillimetre).Set("yres", perMillimetre).Image();
    }
}
