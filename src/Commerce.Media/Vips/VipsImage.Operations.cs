using System.Text;

namespace Commerce.Media.Vips;

public sealed partial class VipsImage
{
    /// <summary>Renders SVG text; only ever call this with SVG this project wrote.</summary>
    public static VipsImage FromSvg(string svg) =>
        new VipsOperation("svgload_buffer").SetBlob("buffer", Encoding.UTF8.GetBytes(svg)).Image();

    /// <summary>Sets text in lines no wider than <paramref name="width"/> pixels and gives its ink as one band, 0 to 255.</summary>
    /// <param name="markup">Text with &amp;, &lt; and &gt; already escaped.</param>
    /// <param name="font">A Pango font, for example <c>Inter Semi-Bold 40px</c>.</param>
    /// <param name="width">Wrapping width in pixels.</param>
    /// <param name="spacing">Extra space between lines, in points.</param>
    /// <param name="centred">Lines stand on one middle instead of the side where reading begins.</param>
    public static VipsImage FromText(string markup, string font, int width, int spacing = 0, bool centred = false) =>
        new VipsOperation("text").Set("text", markup).Set("font", font).Set("width", width)
            .Set("dpi", 72).Set("spacing", spacing).Choose("wrap", "word").Choose("align", centred ? "centre" : "low").Image();

    /// <summary>One flat colour.</summary>
    public static VipsImage Solid(int width, int height, params ReadOnlySpan<byte> colour)
    {
        using var pixel = FromBytes(colour, 1, 1, colour.Length);
        using var interpreted = pixel.Interpreted("srgb");
        return new VipsOperation("embed").Set("in", interpreted).Set("x", 0).Set("y", 0)
            .Set("width", width).Set("height", height).Choose("extend", "copy").Image();
    }

    /// <summary>Scales by factors; more than one enlarges. The kernel is a libvips name, lanczos3 by default.</summary>
    public VipsImage Resize(double horizontal, double vertical, string kernel = "lanczos3") =>
        new VipsOperation("resize").Set("in", this).Set("scale", horizontal).Set("vscale", vertical).Choose("kernel", kernel).Image();

    /// <summary>Scales to exactly these pixels.</summary>
    public VipsImage ResizeTo(int width, int height, string kernel = "lanczos3")
    {
        var resized = Resize((double)width / Width, (double)height / Height, kernel);
        if (resized.Width == width && resized.Height == height)
        {
            return resized;
        }
        using (resized)
        {
            return resized.Embed(0, 0, width, height, "copy");
        }
    }

    /// <summary>Fits inside a box, keeping proportions, with transparency handled.</summary>
    public VipsImage Thumbnail(int width, int height) =>
        new VipsOperation("thumbnail_image").Set("in", this).Set("width", width).Set("height", height).Choose("size", "down").Image();

    /// <summary>Fills exactly these pixels; what is too much is cut off where the eye looks least.</summary>
    public VipsImage FillByAttention(int width, int height)
    {
        var scale = Math.Max((double)width / Width, (double)height / Height);
        using var covering = ResizeTo(Math.Max(width, (int)Math.Round(Width * scale)), Math.Max(height, (int)Math.Round(Height * scale)));
        using var kept = covering.InMemory();
        return new VipsOperation("smartcrop").Set("input", kept).Set("width", width).Set("height", height).Choose("interesting", "attention").Image();
    }

    /// <summary>A part of the picture.</summary>
    public VipsImage Crop(int left, int top, int width, int height) =>
        new VipsOperation("extract_area").Set("input", this).Set("left", left).Set("top", top).Set("width", width).Set("height", height).Image();

    /// <summary>Places the picture on a larger (or smaller) sheet; outside is black, transparent or repeated edge (<c>copy</c>).</summary>
    public VipsImage Embed(int x, int y, int width, int height, string extend = "black") =>
        new VipsOperation("embed").Set("in", this).Set("x", x).Set("y", y).Set("width", width).Set("height", height).Choose("extend", extend).Image();

    /// <summary>Removes transparency by laying the picture on a colour.</summary>
    public VipsImage Flatten(params ReadOnlySpan<double> background) =>
        new VipsOperation("flatten").Set("in", this).Set("background", background).Image();

    /// <summary>Gaussian blur; sigma in pixels.</summary>
    public VipsImage Blur(double sigma) =>
        sigma < 0.2 ? Copy() : new VipsOperation("gaussblur").Set("in", this).Set("sigma", sigma).Choose("precision", Format == PixelFormat.Byte ? "integer" : "float").Image();

    /// <summary>Every number × factor + offset, band by band.</summary>
    public VipsImage Linear(ReadOnlySpan<double> factor, ReadOnlySpan<double> offset, bool toBytes = false) =>
        new VipsOperation("linear").Set("in", this).Set("a", factor).Set("b", offset).Set("uchar", toBytes).Image();

    /// <summary>The same picture stored another way; values are clipped.</summary>
    public VipsImage Cast(PixelFormat format) =>
        new VipsOperation("cast").Set("in", this).Choose("format", Nickname(format)).Image();

    /// <summary>Adds another picture's bands after this one's.</summary>
    public VipsImage Join(VipsImage other) => new VipsOperation("bandjoin").Set("in", [this, other]).Image();

    /// <summary>Some of the bands.</summary>
    public VipsImage Band(int first, int count = 1) =>
        new VipsOperation("extract_band").Set("in", this).Set("band", first).Set("n", count).Image();

    /// <summary>Converts to a colour space by libvips' name: srgb, lab, b-w.</summary>
    public VipsImage ColourSpace(string space) => new VipsOperation("colourspace").Set("in", this).Choose("space", space).Image();

    /// <summary>Says how the numbers are meant without changing them.</summary>
    public VipsImage Interpreted(string space) => new VipsOperation("copy").Set("in", this).Choose("interpretation", space).Image();

    /// <summary>Converts embedded-profile colours to sRGB.</summary>
    public VipsImage ToSrgbByProfile() =>
        new VipsOperation("icc_transform").Set("in", this).Set("output_profile", "srgb").Set("embedded", true).Image();

    /// <summary>Turns the picture upright as its EXIF orientation says.</summary>
    public VipsImage Upright() => new VipsOperation("autorot").Set("in", this).Image();

    /// <summary>The mean over all numbers.</summary>
    public double Mean() => new VipsOperation("avg").Set("in", this).Number();

    /// <summary>The same picture, as another handle.</summary>
    public VipsImage Copy() => new VipsOperation("copy").Set("in", this).Image();

    private static string Nickname(PixelFormat format) => format switch
    {
        PixelFormat.Byte => "uchar",
        PixelFormat.Word => "ushort",
        _ => "float",
    };
}
