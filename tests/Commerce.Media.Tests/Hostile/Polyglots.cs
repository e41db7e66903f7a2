using System.Text;

namespace Commerce.Media.Tests.Hostile;

/// <summary>Files that are a picture to one program and something else to another.</summary>
internal static class Polyglots
{
    private static readonly byte[] Page = "<html><body><script>alert(1)</script></body></html>"u8.ToArray();

    internal static IEnumerable<HostilePicture> All(string canary, string listener)
    {
        var call = Encoding.UTF8.GetBytes($"<x:xmpmeta xmlns:x='adobe:ns:meta/'><script>{listener}</script><!--{canary}--></x:xmpmeta>");
        byte[] archive = [.. "PK\u0003\u0004"u8, .. new byte[26], .. "canary.php"u8];
        return
        [
            new("JPEG with a page behind it", [.. HonestPictures.Jpeg, .. Page]),
            new("JPEG with a page as its comment", Jpegs.With(Jpegs.Segment(0xFE, Page))),
            new("JPEG with a PHP page as its comment", Jpegs.With(Jpegs.Segment(0xFE, [.. "<?php system($_GET[0]); ?>"u8]))),
            new("JPEG with an archive behind it", [.. HonestPictures.Jpeg, .. archive]),
            new("JPEG with a PDF in it", Jpegs.With(Jpegs.Segment(0xFE, [.. "%PDF-1.7 canary"u8]))),
            new("JPEG that starts a script", Jpegs.With(Jpegs.Segment(0xE0, [.. "*/=1;javascript:alert(1)/*"u8]))),
            new("JPEG whose description is a script", Jpegs.With(Jpegs.Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. call]))),
            new("JPEG whose caption is a script", Jpegs.With(Jpegs.Segment(0xED, [.. "Photoshop 3.0\08BIM\u0004\u0004\0\0\0\0"u8, 0, (byte)Page.Length, .. Page]))),
            new("JPEG inside a PDF", [.. "%PDF-1.7\n"u8, .. HonestPictures.Jpeg]),
            new("JPEG inside a page", [.. Page, .. HonestPictures.Jpeg]),
            new("two JPEGs", [.. HonestPictures.Jpeg, .. HonestPictures.Jpeg, .. Page]),
            new("GIF that is a script", [.. "GIF89a/*"u8, .. HonestPictures.Gif[8..], .. "*/=1;javascript:alert(1)"u8]),
            new("GIF that assigns itself", [.. "GIF89a=1;alert(1);//"u8, .. Page]),
            new("GIF with a page as its comment", Gifs.With(Gifs.Comment(Page))),
            new("GIF with an application block of its own", Gifs.With([0x21, 0xFF, 11, .. "<script>ale"u8, 3, .. "rt("u8, 0])),
            new("GIF with a page behind it", [.. HonestPictures.Gif, .. Page]),
            new("PNG with a page as its text", [.. HonestPictures.Png[..33], .. PngChunks.Make("tEXt", [.. "Comment\0"u8, .. Page]), .. HonestPictures.Png[33..]]),
            new("PNG with a page behind it", [.. HonestPictures.Png, .. Page]),
            new("PNG with an archive behind it", [.. HonestPictures.Png, .. archive]),
            new("PNG with a chunk nobody knows", [.. HonestPictures.Png[..33], .. PngChunks.Make("phPx", [.. "<?php ?>"u8]), .. HonestPictures.Png[33..]]),
            new("PNG whose description is a script", [.. HonestPictures.Png[..33], .. PngChunks.Make("iTXt", [.. "XML:com.adobe.xmp\0\0\0\0\0"u8, .. call]), .. HonestPictures.Png[33..]]),
            new("WebP whose description is a script", Webps.With(4, "XMP ", call)),
            new("WebP with a chunk nobody knows", Webps.With(0, "EVIL", Page)),
            new("WebP with a page behind it", [.. HonestPictures.Webp, .. Page]),
            new("AVIF with a page behind it", [.. HonestPictures.Avif, .. Page]),
            new("AVIF with a box of its own", [.. HonestPictures.Avif, .. PngChunks.BigEndian(Page.Length + 8), .. "free"u8, .. Page]),
            new("PNG named as JPEG", HonestPictures.Png),
        ];
    }
}
