using System.Text.Json.Nodes;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Runway;

/// <summary>Runway's calls for each kind of task, and what it tells of one.</summary>
internal static class RunwayTask
{
    private const int LongestPicture = 5_242_880;
    private const int LongestOther = 16_777_216;

    public static string Address(WorkTask task) => task switch
    {
        WorkTask.TextToImage or WorkTask.ImageToImage => "/v1/text_to_image",
        WorkTask.Upscale => "/v1/image_upscale",
        WorkTask.TextToVideo or WorkTask.ReferenceToVideo => "/v1/text_to_video",
        WorkTask.ImageToVideo => "/v1/image_to_video",
        WorkTask.VideoToVideo => "/v1/video_to_video",
        WorkTask.Motion => "/v1/character_performance",
        WorkTask.UpscaleVideo => "/v1/video_upscale",
        _ => throw new VendorException(new VendorFailure(FailureKind.InvalidRequest, "Runway does not make this.", "cannot-task")),
    };

    /// <summary>Refuses files that do not fit into an order.</summary>
    public static void DemandSmall(WorkRequest request)
    {
        if (request.Inputs.OfType<MediaInput.Held>().All(held => held.DataAddress().Length <= (held.MimeType.StartsWith("image/", StringComparison.Ordinal) ? LongestPicture : LongestOther))) return;
        throw new VendorException(new VendorFailure(FailureKind.InvalidRequest, "Runway takes pictures of about 3.9 MB and videos of about 12 MB within an order; larger ones by address only.", "cannot-input"));
    }

    public static Job Read(string id, string model, JsonNode task) => task.At("status").Text() switch
    {
        "PENDING" or "THROTTLED" => new Job(id, model, JobState.Queued) { Estimate = Credits(task.At("estimatedCost")) },
        "RUNNING" => new Job(id, model, JobState.Running) { Progress = (double?)task.At("progress").Number(), Estimate = Credits(task.At("estimatedCost")) },
        "SUCCEEDED" => Job.Made(id, model, task.At("output").Items().Addresses()) with { Charge = Credits(task.At("cost")) },
        "FAILED" => Job.Lost(id, model, RunwayFailures.OfTask(task.At("failure").Text(), task.At("failureCode").Text())) with { Charge = Credits(task.At("cost")) },
        "CANCELLED" => new Job(id, model, JobState.Cancelled) { Charge = Credits(task.At("cost")) },
        _ => throw new VendorException(RunwayFailures.Unreadable),
    };

    public static VendorCharge? Credits(JsonNode? cost) => cost.At("credits").Number() is { } credits ? new VendorCharge(credits, "credits") : null;
}
