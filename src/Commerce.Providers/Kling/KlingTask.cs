using System.Text.Json.Nodes;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Kling;

/// <summary>Reads what Kling tells of a task.</summary>
internal static class KlingTask
{
    public static Job Read(string model, JsonNode? task)
    {
        if (task.At("id").Text() is not { Length: > 0 } id) throw new VendorException(KlingFailures.Unreadable);
        return task.At("status").Text() switch
        {
            "submitted" => new Job(id, model, JobState.Queued),
            "processing" => new Job(id, model, JobState.Running),
            "succeeded" => Job.Made(id, model, Outputs(task)) with { Charge = Charge(task) },
            "failed" => Job.Lost(id, model, KlingFailures.OfTask(task.At("message").Text())) with { Charge = Charge(task) },
            _ => throw new VendorException(KlingFailures.Unreadable),
        };
    }

    private static IReadOnlyList<JobOutput> Outputs(JsonNode? task) => task.At("outputs").Items().Where(output => output.At("type").Text() == "video").Select(output => output.At("url")).Addresses();

    // A task may be paid from packs, from the balance, or from both; of both the money is told.
    private static VendorCharge? Charge(JsonNode? task)
    {
        var paid = task.At("billing").Items().Select(entry => (Amount: entry.At("amount").Number(), Unit: entry.At("charge_type").Text() == "cash" ? entry.At("currency").Text() : "units"))
            .Where(entry => entry is { Amount: not null, Unit: not null }).GroupBy(entry => entry.Unit!).OrderBy(group => group.Key == "units").FirstOrDefault();
        return paid is null ? null : new VendorCharge(paid.Sum(entry => entry.Amount!.Value), paid.Key);
    }
}
