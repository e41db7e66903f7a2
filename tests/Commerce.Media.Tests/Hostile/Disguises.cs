using System.Text;

namespace Commerce.Media.Tests.Hostile;

/// <summary>Files of other kinds that somebody named as a picture.</summary>
internal static class Disguises
{
    internal static IEnumerable<HostilePicture> All(string canary, string listener) =>
    [
        Text("an HLS playlist", $"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nconcat:{listener}|file://{canary}\n#EXT-X-ENDLIST"),
        Text("an ffconcat script", $"ffconcat version 1.0\nfile '{canary}'\n"),
        Text("a list of files", $"file '{canary}'\nfile '{listener}'\n"),
        Text("an SDP description", "v=0\no=- 0 0 IN IP4 127.0.0.1\nc=IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96"),
        Text("subtitles that name a file", $"[Script Info]\nScriptType: v4.00+\n[Events]\nDialogue: 0,0:00:00.00,0:00:09.00,,,0,0,0,,{{\\fn{canary}}}x"),
        Text("a shell script", "#!/bin/sh\ntouch /tmp/canary"),
        Text("a PHP page", "<?php system($_GET['c']); ?>"),
        Text("a JavaScript", "fetch('//127.0.0.1')"),
        Text("a playlist of pictures", $"@{canary}"),
        Text("a portable pixmap that claims much", "P6 60000 60000 255\n"),
        Text("a radiance picture that claims much", "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 60000 +X 60000\n"),
        Text("a portable float map", "PF 60000 60000 -1.0\n"),
        Text("an X pixmap", "/* XPM */ static char *x[] = {\"60000 60000 1 1\",\"a c red\"};"),
        new("a program for Linux", [0x7F, .. "ELF"u8, 2, 1, 1, .. new byte[57]]),
        new("a program for Windows", [.. "MZ"u8, .. new byte[62]]),
        new("a ZIP", [.. "PK\u0003\u0004"u8, .. new byte[26]]),
        new("a 7z archive", [.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C, .. new byte[26]]),
        new("a gzip", [0x1F, 0x8B, 8, 0, .. new byte[26]]),
        new("an icon", [0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 32, 0, 255, 255, 255, 127, 22, 0, 0, 0]),
        new("a bitmap that claims much", [.. "BM"u8, .. new byte[12], 40, 0, 0, 0, 255, 255, 255, 127, 255, 255, 255, 127, 1, 0, 24, 0, .. new byte[24]]),
        new("a TIFF whose directory leads to itself", [.. "II"u8, 42, 0, 8, 0, 0, 0, 1, 0, 0, 1, 3, 0, 1, 0, 0, 0, 8, 0, 0, 0, 8, 0, 0, 0]),
        new("a big TIFF", [.. "MM"u8, 0, 43, 0, 8, 0, 0, .. new byte[32]]),
        new("a Photoshop file that claims much", [.. "8BPS"u8, 0, 1, .. new byte[6], 0, 3, 0, 4, 147, 224, 0, 4, 147, 224, 0, 8, 0, 3]),
        new("a JPEG 2000", [0, 0, 0, 12, .. "jP  "u8, 13, 10, 0x87, 10, .. new byte[16]]),
        new("a JPEG XL", [0xFF, 0x0A, .. new byte[30]]),
        new("an OpenEXR", [0x76, 0x2F, 0x31, 0x01, 2, 0, 0, 0, .. new byte[24]]),
        new("a FITS file", [.. "SIMPLE  =                    T"u8, .. new byte[50]]),
        new("a Matlab file", [.. "MATLAB 5.0 MAT-file"u8, .. new byte[120]]),
        new("an MP4", [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[12]]),
        new("a WebM", [0x1A, 0x45, 0xDF, 0xA3, .. new byte[28]]),
        new("a WAV", [.. "RIFF"u8, 36, 0, 0, 0, .. "WAVEfmt "u8, .. new byte[28]]),
        new("an AVI", [.. "RIFF"u8, 36, 0, 0, 0, .. "AVI LIST"u8, .. new byte[28]]),
        new("a font", [.. "OTTO"u8, .. new byte[28]]),
        new("nothing at all", []),
        new("one byte", [0xFF]),
        new("a megabyte of zeros", new byte[1 << 20]),
        new("more than 20 MB", new byte[(20 << 20) + 1]),
    ];

    private static HostilePicture Text(string what, string words) => new(what, Encoding.UTF8.GetBytes(words));
}
