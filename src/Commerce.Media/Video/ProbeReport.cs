using System.Globalization;
using System.Text.Json;
using Commerce.Media.Provenance;

namespace Commerce.Media.Video;

/// <summary>Turns ffprobe's JSON into facts.</summary>
internal static class ProbeReport
{
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
        return new VideoFacts(width, height, TimeSpan.FromSeconds(duration.Value), Rate(picture), Text(picture, "codec_name") ?? "unknown",
            Text(picture, "pix_fmt") ?? "unknown", streams.Any(stream => Text(stream, "codec_type") == "audio"), bytes, Source(format));
    }

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
        var turned = stream.TryGetProperty("side_data_list", out var sides) && sides.ValueKind == JsonValueKind.Array
            && sides.EnumerateArray().Any(side => Math.Abs(Number(side, "rotation")) is 90 or 270);
        return turned ? (height, width) : (width, height);
    }

    private static double Rate(JsonElement stream)
    {
        var parts = (Text(stream, "avg_frame_rate") ?? "0/1").Split('/');
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

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
