using System.Globalization;
using System.Text.Json;
using Commerce.Media.Provenance;

namespace Commerce.Media.Video;

/// <summary>Turns ffprobe's JSON into facts.</summary>
internal static class ProbeReport
{
    // What cameras, phones, editors and AI vendors write. Decoders nobody needs are only surface for an attack.
    private static readonly HashSet<string> Codecs = ["h264", "hevc", "av1", "vp8", "vp9", "mpeg4", "mjpeg", "prores", "dnxhd"];

    internal static VideoFacts Read(ReadOnlySpan<byte> json, long bytes, VideoLimits limits)
    {
        using var document = Parse(json);
        var root = document.RootElement;
        var streams = root.TryGetProperty("streams", out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().ToList() : [];
        var picture = streams.FirstOrDefault(stream => Text(stream, "codec_type") == "video" && !IsCover(stream));
        if (picture.ValueKind == JsonValueKind.Undefined)
        {
            throw new MediaException("video-without-pictures", "This file holds no video, only sound or nothing. Upload a video.");
        }
        var format = root.TryGetProperty("format", out var found) ? found : default;
        var (width, height) = Size(picture);
        RefuseSize(width, height, limits);
        var duration = Seconds(picture, "duration") ?? Seconds(format, "duration");
        if (duration is not > 0 || duration > limits.Longest.TotalSeconds)
        {
            throw new MediaException("video-too-long", $"This video does not say where it ends, or is longer than {limits.Longest.TotalMinutes:0} minutes. Save a shorter copy and try again.");
        }
        var sounds = streams.Where(stream => Text(stream, "codec_type") == "audio").ToList();
        return new VideoFacts(width, height, TimeSpan.FromSeconds(duration.Value), Rate(picture, "avg_frame_rate"), Codec(picture),
            Text(picture, "pix_fmt") ?? "unknown", sounds.Count > 0, bytes, Source(format))
        {
            Container = Container(format),
            Rotation = Rotation(picture),
            IsUneven = Math.Abs(Rate(picture, "r_frame_rate") - Rate(picture, "avg_frame_rate")) > 0.02 * Rate(picture, "avg_frame_rate"),
            BitRate = (long)(bytes * 8 / duration.Value),
            Colour = (Text(picture, "color_primaries") ?? "unknown", Text(picture, "color_transfer") ?? "unknown", Text(picture, "color_space") ?? "unknown"),
            SoundTracks = sounds.Count,
            Sound = sounds.Select(sound => new SoundFacts(Text(sound, "codec_name") ?? "unknown", Whole(sound, "sample_rate"), Number(sound, "channels"))).FirstOrDefault(),
        };
    }

    private static string Codec(JsonElement picture)
    {
        var codec = Text(picture, "codec_name") ?? "unknown";
        return Codecs.Contains(codec)
            ? codec
            : throw new MediaException("video-unknown-format", "This video was saved with a codec that is not accepted. Save it as H.264 in an MP4 and try again.");
    }

    private static string Container(JsonElement format) => Text(format, "format_name") switch
    {
        { } name when name.Contains("matroska", StringComparison.Ordinal) => "webm",
        { } when format.TryGetProperty("tags", out var tags) && Text(tags, "major_brand")?.Trim() == "qt" => "mov",
        { } => "mp4",
        null => "",
    };

    private static JsonDocument Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonDocument.Parse(json.ToArray());
        }
        catch (JsonException error)
        {
            throw VideoContainer.Damaged(error);
        }
    }

    private static void RefuseSize(int width, int height, VideoLimits limits)
    {
        if (Math.Max(width, height) > limits.Side)
        {
            throw new MediaException("video-too-large", $"This video is {width} × {height} pixels; at most {limits.Side} a side are accepted. Save a smaller copy and try again.");
        }
        if (Math.Min(width, height) < limits.SmallestSide)
        {
            throw new MediaException("video-too-small", $"This video is only {width} × {height} pixels, too small to show.");
        }
    }

    private static (int Width, int Height) Size(JsonElement stream)
    {
        var (width, height) = (Number(stream, "width"), Number(stream, "height"));
        return Rotation(stream) is 90 or 270 ? (height, width) : (width, height);
    }

    /// <summary>The display matrix turns against the clock; before it, a tag said how far to turn with it.</summary>
    private static int Rotation(JsonElement stream)
    {
        var turn = stream.TryGetProperty("side_data_list", out var sides) && sides.ValueKind == JsonValueKind.Array
            ? sides.EnumerateArray().Select(side => -Number(side, "rotation")).FirstOrDefault(degrees => degrees != 0)
            : 0;
        if (turn == 0 && stream.TryGetProperty("tags", out var tags))
        {
            turn = Whole(tags, "rotate");
        }
        return (turn % 360 + 360) % 360 / 90 * 90;
    }

    private static double Rate(JsonElement stream, string name)
    {
        var parts = (Text(stream, name) ?? "0/1").Split('/');
        return parts.Length == 2 && double.TryParse(parts[0], CultureInfo.InvariantCulture, out var frames)
            && double.TryParse(parts[1], CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? frames / seconds : 0;
    }

    private static string? Source(JsonElement format)
    {
        var comment = format.ValueKind == JsonValueKind.Object && format.TryGetProperty("tags", out var tags)
            // Matroska spells its tags in capitals.
            ? Text(tags, "comment") ?? Text(tags, "COMMENT")
            : null;
        var at = comment?.IndexOf(SourceType.Prefix, StringComparison.Ordinal) ?? -1;
        return at < 0 ? null : new string([.. comment![(at + SourceType.Prefix.Length)..].TakeWhile(char.IsAsciiLetter)]);
    }

    private static bool IsCover(JsonElement stream) =>
        stream.TryGetProperty("disposition", out var disposition) && Number(disposition, "attached_pic") == 1;

    private static double? Seconds(JsonElement element, string name) =>
        Text(element, name) is { } text && double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && double.IsFinite(seconds) ? seconds : null;

    private static int Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : 0;

    private static int Whole(JsonElement element, string name) => int.TryParse(Text(element, name), CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
