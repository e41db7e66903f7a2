using System.Text.Json.Nodes;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Kie;

/// <summary>Reads what <c>recordInfo</c> tells of a task.</summary>
internal static class KieTask
{
    public static Job Read(string id, string model, JsonNode? data) => data.At("state").Text() switch
    {
        "waiting" or "queuing" => new Job(id, model, JobState.Queued),
        "generating" => new Job(id, model, JobState.Running),
        "success" => Job.Made(id, model, Outputs(data.At("resultJson").Nested())),
        "fail" => Job.Lost(id, model, KieFailures.OfTask(data.At("failCode").Text(), data.At("failMsg").Text())),
        var state => throw new VendorException(new VendorFailure(FailureKind.Unknown, $"kie names a state that is not known: {state ?? "none"}.")),
    };

    private static IReadOnlyList<JobOutput> Outputs(JsonNode? result) =>
        result.At("resultObject") is { } facts ? [new JobOutput.Facts(facts.ToJsonString())] : result.At("resultUrls").Items().Addresses();
}
