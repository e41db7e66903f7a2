using System.Text.Json.Nodes;
using Commerce.Providers.Requests;

namespace Commerce.Providers.OpenRouter;

/// <summary>Pictures as OpenRouter takes them.</summary>
internal static class OpenRouterMedia
{
    public static JsonArray References(IEnumerable<MediaInput> inputs) => new([.. inputs.Select(Picture)]);

    public static JsonArray Frames(MediaInput? first, MediaInput? last) => new([.. new[] { Frame(first, "first_frame"), Frame(last, "last_frame") }.OfType<JsonObject>()]);

    private static JsonObject? Frame(MediaInput? input, string place)
    {
        if (input is null) return null;
        var frame = Picture(input);
        frame["frame_type"] = place;
        return frame;
    }

    private static JsonObject Picture(MediaInput input) => new() { ["type"] = "image_url", ["image_url"] = new JsonObject { ["url"] = input.Link() } };
}
