using System.Text.Json.Nodes;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Kie;

/// <summary>The Veo family, which has calls and fields of its own.</summary>
internal static class KieVeo
{
    public const string Record = "/api/v1/veo/record-info";

    public static bool Makes(string model) => model is "veo3" or "veo3_fast" or "veo3_lite";

    public static JsonObject Body(WorkRequest request)
    {
        var video = (VideoRequest)request;
        var body = new JsonObject { ["prompt"] = video.PromptText, ["model"] = video.Model.Id, ["generationType"] = Kind(video.Task) };
        if (Pictures(video) is { Count: > 0 } pictures) body["imageUrls"] = new JsonArray([.. pictures.Select(picture => JsonValue.Create(picture.Link()))]);
        if (video.Ratio is not null) body["aspectRatio"] = video.Ratio;
        if (video.Resolution is not null) body["resolution"] = video.Resolution;
        if (video.Seconds is not null) body["duration"] = video.Seconds;
        return body;
    }

    public static Job Read(string id, string model, JsonNode? data) => data.At("successFlag").Number() switch
    {
        0 => new Job(id, model, JobState.Running),
        1 => Job.Made(id, model, data.At("response").At("resultUrls").Nested().Items().Addresses()),
        2 or 3 => Job.Lost(id, model, KieFailures.OfTask(data.At("errorCode").Text(), data.At("errorMessage").Text())),
        var flag => throw new VendorException(new VendorFailure(FailureKind.Unknown, $"kie names a Veo state that is not known: {flag}.")),
    };

    private static string Kind(WorkTask task) => task switch
    {
        WorkTask.TextToVideo => "TEXT_2_VIDEO",
        WorkTask.ReferenceToVideo => "REFERENCE_2_VIDEO",
        _ => "FIRST_AND_LAST_FRAMES_2_VIDEO",
    };

    private static IReadOnlyList<MediaInput> Pictures(VideoRequest video) =>
        video.Task == WorkTask.ReferenceToVideo ? video.References : [.. new[] { video.StartFrame, video.EndFrame }.OfType<MediaInput>()];
}
