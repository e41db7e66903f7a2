using System.Text.Json.Nodes;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Kling;

/// <summary>An order in Kling's fields.</summary>
internal static class KlingOrder
{
    private const int LargestPicture = 10_000_000;

    /// <summary>Refuses what only some of Kling's models cannot do together.</summary>
    public static void Demand(VideoRequest request)
    {
        if (request is { Model.Id: "kling-2.6", Sound: true, Resolution: not "1080p" } or { Model.Id: "kling-2.5-turbo", EndFrame: not null, Resolution: not "1080p" })
        {
            throw new VendorException(new VendorFailure(FailureKind.InvalidRequest, $"{request.Model.Id} makes this in 1080p only.", "cannot-resolution") { Nearest = "1080p" });
        }
        if (request.Inputs.OfType<MediaInput.Held>().Any(held => held.Bytes.Length > LargestPicture)) throw new VendorException(new VendorFailure(FailureKind.InvalidRequest, "Kling takes pictures of at most 10 MB.", "cannot-input"));
    }

    public static string Address(VideoRequest request) => request.Task switch
    {
        WorkTask.TextToVideo => $"/text-to-video/{request.Model.Id}",
        WorkTask.ImageToVideo => $"/image-to-video/{request.Model.Id}",
        WorkTask.ReferenceToVideo => $"/omni-video/{request.Model.Id}",
        _ => throw new VendorException(new VendorFailure(FailureKind.InvalidRequest, "Kling does not make this.", "cannot-task")),
    };

    public static JsonObject Body(VideoRequest request)
    {
        var options = new JsonObject { ["external_task_id"] = request.Key };
        if (request.Callback is not null) options["callback_url"] = request.Callback.AbsoluteUri;
        var body = new JsonObject { ["settings"] = Settings(request), ["options"] = options };
        if (request.Task == WorkTask.TextToVideo) body["prompt"] = request.PromptText;
        else body["contents"] = Contents(request);
        return body;
    }

    private static JsonObject Settings(VideoRequest request)
    {
        var settings = new JsonObject();
        if (request.Sound is { } sound) settings["audio"] = sound ? "native" : "off";
        if (request.Resolution is not null) settings["resolution"] = request.Resolution;
        if (request.Seconds is not null) settings["duration"] = request.Seconds;
        // A first picture sets the shape by itself and leaves no field for it; references need it told.
        if (request.Task == WorkTask.TextToVideo && request.Ratio is not null) settings["aspect_ratio"] = request.Ratio;
        if (request.Task == WorkTask.ReferenceToVideo) settings["aspect_ratio"] = request.Ratio ?? "16:9";
        return settings;
    }

    private static JsonArray Contents(VideoRequest request)
    {
        var contents = new JsonArray(new JsonObject { ["type"] = "prompt", ["text"] = request.PromptText });
        if (request.StartFrame is not null) contents.Add(Picture("first_frame", request.StartFrame));
        if (request.EndFrame is not null) contents.Add(Picture("last_frame", request.EndFrame));
        foreach (var reference in request.References) contents.Add(Picture("refer_image", reference));
        return contents;
    }

    // Base64 goes in the place of an address, without the words of a data address in front.
    private static JsonObject Picture(string type, MediaInput input) =>
        new() { ["type"] = type, ["url"] = input is MediaInput.Held held ? Convert.ToBase64String(held.Bytes.Span) : input.Link() };
}
