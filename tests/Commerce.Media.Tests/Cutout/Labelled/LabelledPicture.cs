using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Cutout.Labelled;

/// <summary>A picture whose right answer is known.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Picture">8-bit sRGB.</param>
/// <param name="Truth">Which pixels belong to the product, row by row.</param>
internal sealed record LabelledPicture(string Name, VipsImage Picture, bool[] Truth) : IDisposable
{
    public void Dispose() => Picture.Dispose();

    /// <summary>Renders a drawing and says which of its pixels are covered by half or more.</summary>
    internal static bool[] Covered(string svg)
    {
        var drawn = Render(svg);
        return Enumerable.Range(0, drawn.Length / 4).Select(pixel => drawn[pixel * 4 + 3] > 127).ToArray();
    }

    /// <summary>Straight-alpha RGBA of a drawing.</summary>
    internal static byte[] Render(string svg)
    {
        using var image = VipsImage.FromSvg(svg);
        return image.ToBytes();
    }

    /// <summary>The text of a drawing kept with these tests.</summary>
    internal static string Drawing(string folder, string name)
    {
        using var stream = typeof(LabelledPicture).Assembly.GetManifestResourceStream($"{folder}/{name}.svg")
            ?? throw new ArgumentException($"No drawing {folder}/{name}.svg.");
        return new StreamReader(stream).ReadToEnd();
    }
}
