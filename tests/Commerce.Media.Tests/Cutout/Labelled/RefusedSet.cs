using Commerce.Media.Probe;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Cutout.Labelled;

/// <summary>Pictures nothing can be cut out of honestly.</summary>
internal static class RefusedSet
{
    /// <summary>What each shows, and the drawing of it.</summary>
    internal static readonly IReadOnlyDictionary<string, string> Drawings = new Dictionary<string, string>
    {
        ["an empty white sheet"] = "<rect width='600' height='600' fill='#fefefe'/>",
        ["a shaded wall and nothing else"] = "<defs><radialGradient id='w'><stop offset='0' stop-color='#fff'/><stop offset='1' stop-color='#b4b8bc'/></radialGradient></defs><rect width='600' height='600' fill='url(#w)'/>",
        ["white that cannot be told from white"] = "<rect width='600' height='600' fill='#fdfdfd'/><circle cx='300' cy='300' r='150' fill='#fefefe'/>",
        ["foliage"] = Grain("0.02", 3, 1.6) + "<circle cx='300' cy='320' r='120' fill='#a33'/>",
        ["fabric close up"] = Grain("0.3", 4, 0.7),
        ["planks"] = string.Concat(Enumerable.Range(0, 12).Select(row => $"<rect y='{row * 50}' width='600' height='47' fill='#{(row % 3 == 0 ? "8a6238" : row % 3 == 1 ? "a2773f" : "6f4c2a")}'/>")) + "<ellipse cx='300' cy='300' rx='140' ry='110' fill='#3d4a52'/>",
        ["a checkered floor"] = string.Concat(Enumerable.Range(0, 100).Select(cell => $"<rect x='{cell % 10 * 60}' y='{cell / 10 * 60}' width='60' height='60' fill='#{((cell + cell / 10) % 2 == 0 ? "f0f0ee" : "3c3f44")}'/>")) + "<rect x='200' y='150' width='200' height='300' fill='#b8452e'/>",
        ["striped wallpaper"] = string.Concat(Enumerable.Range(0, 15).Select(stripe => $"<rect x='{stripe * 40}' width='20' height='600' fill='#c7d6c0'/><rect x='{stripe * 40 + 20}' width='20' height='600' fill='#8fa886'/>")) + "<path d='M200 200H400V460H200Z' fill='#f3e2c4'/>",
        ["a room"] = "<rect width='600' height='380' fill='#cdbfa6'/><rect y='380' width='600' height='220' fill='#7a5b3d'/><rect x='40' y='60' width='150' height='190' fill='#89a9c2'/><rect x='360' y='120' width='240' height='20' fill='#54402c'/><rect x='400' y='60' width='40' height='60' fill='#9b2f2f'/><rect x='460' y='50' width='30' height='70' fill='#2f5d4b'/><rect x='180' y='260' width='240' height='250' rx='20' fill='#3f5f7d'/>",
        ["a product filling the frame"] = Grain("0.05", 9, 0.8) + "<path d='M0 250Q300 120 600 260V330Q300 200 0 330Z' fill='#222'/>",
    };

    /// <summary>Draws one, with grain, as a JPEG of middling quality.</summary>
    internal static VipsImage Make(string name)
    {
        var rgba = LabelledPicture.Render($"<svg xmlns='http://www.w3.org/2000/svg' width='600' height='600'>{Drawings[name]}</svg>");
        var random = new Random(11);
        var pixels = new byte[600 * 600 * 3];
        for (var at = 0; at < pixels.Length; at++)
        {
            pixels[at] = (byte)Math.Clamp(rgba[at / 3 * 4 + at % 3] + random.Next(-1, 2), 0, 255);
        }
        using var raw = VipsImage.FromBytes(pixels, 600, 600, 3);
        using var named = raw.Interpreted("srgb");
        return PictureIngest.Read(named.ToJpeg(82));
    }

    private static string Grain(string frequency, int seed, double strength) =>
        $"<filter id='g' x='0' y='0' width='1' height='1'><feTurbulence type='turbulence' baseFrequency='{frequency}' numOctaves='4' seed='{seed}'/><feColorMatrix type='matrix' values='{strength} 0 0 0 0.1 0 {strength} 0 0 0.15 0 0 {strength * 0.7} 0 0.05 0 0 0 0 1'/></filter><rect width='600' height='600' filter='url(#g)'/>";
}
