using System.Text.Json.Nodes;
using Commerce.Providers.Requests;

namespace Commerce.Providers.Vendors;

/// <summary>Inputs for vendors that want them as objects with a <c>uri</c>.</summary>
internal static class InputObjects
{
    public static JsonObject? Of(MediaInput? input) => input is null ? null : new JsonObject { ["uri"] = input.Link() };

    public static JsonObject? Typed(MediaInput? input, string type) => input is null ? null : new JsonObject { ["type"] = type, ["uri"] = input.Link() };

    public static JsonArray? List(IEnumerable<MediaInput> inputs) => inputs.Select(Of).ToArray() is { Length: > 0 } all ? new JsonArray(all) : null;

    public static JsonArray Frames(MediaInput start, MediaInput? end)
    {
        var frames = new JsonArray(new JsonObject { ["uri"] = start.Link(), ["position"] = "first" });
        if (end is not null) frames.Add(new JsonObject { ["uri"] = end.Link(), ["position"] = "last" });
        return frames;
    }
}
