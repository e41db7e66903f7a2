using System.Text;
using Commerce.Media.Vips;

namespace Commerce.Tests.Demo;

/// <summary>A catalogue folder of a test's own making, with drawn pictures; removed when disposed.</summary>
public sealed class SmallCatalogue : IDisposable
{
    public string Folder { get; } = Directory.CreateTempSubdirectory("commerce-catalogue-").FullName;

    /// <summary>Products with one picture each, in Shopify's columns.</summary>
    public static SmallCatalogue WithProducts(int count)
    {
        var catalogue = new SmallCatalogue();
        var rows = new StringBuilder("Handle,Title,Body (HTML),Vendor,Variant Price,Image Src,Image Alt Text\n");
        for (var number = 1; number <= count; number++)
        {
            catalogue.Draw($"images/{number}.png", number);
            rows.Append(System.Globalization.CultureInfo.InvariantCulture, $"bowl-{number},Bowl {number},<p>Thrown by hand.</p>,Kiln,{number}.50,images/{number}.png,Bowl number {number}\n");
        }

        catalogue.Write("products.csv", rows.ToString());
        return catalogue;
    }

    /// <summary>Draws a vessel on a white ground; the number decides its shape and colour.</summary>
    public void Draw(string name, int number)
    {
        var (hue, foot) = (number * 47 % 360, 60 + (number * 13 % 80));
        using var image = VipsImage.FromSvg(
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" width="480" height="480"><rect width="480" height="480" fill="white"/>
            <path d="M90 190 H390 C390 320 330 380 {240 + foot} 390 H{240 - foot} C150 380 90 320 90 190 Z" fill="hsl({hue},55%,42%)"/>
            <ellipse cx="240" cy="190" rx="150" ry="34" fill="hsl({hue},45%,28%)"/></svg>
            """);
        using var flat = image.Flatten(255, 255, 255);
        Write(name, flat.ToPng());
    }

    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public void Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
