using Commerce.Media.Video;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Video;

/// <summary>A drawn product picture and a folder of its own for one test.</summary>
internal sealed class FilmSource
{
    private const string Jug = """
        <svg xmlns='http://www.w3.org/2000/svg' width='400' height='400'><rect width='400' height='400' fill='#f4f2ee'/>
        <path d='M140 90H260L280 330H120Z' fill='#274a63'/><rect x='140' y='150' width='120' height='60' fill='#e0b252'/></svg>
        """;

    internal string Folder { get; } = Directory.CreateTempSubdirectory("film").FullName;

    internal string Output => System.IO.Path.Combine(Folder, "out");

    internal static VideoOrder Order(string style, int width = 320, int height = 240, long seed = 5) =>
        new(style, "Stoneware jug", "Kiln & Linen", "The pottery", ["#7a3b2e", "#d9b44a"], width, height, seed)
        {
            SellingPoints = ["Holds a litre", "Safe in the dishwasher"],
            Price = PriceWords.Of(24, 30, "EUR"),
            Seconds = 6,
        };

    /// <summary>A product on a plain ground.</summary>
    internal string Picture()
    {
        var path = At("source.png");
        using var drawn = VipsImage.FromSvg(Jug);
        File.WriteAllBytes(path, drawn.ToPng());
        return path;
    }

    internal string At(string name) => System.IO.Path.Combine(Folder, name);

    internal string Holding(string name, ReadOnlySpan<byte> content)
    {
        File.WriteAllBytes(At(name), content);
        return At(name);
    }

    internal void Delete() => Directory.Delete(Folder, recursive: true);
}
