namespace Commerce.Providers.Vendors;

/// <summary>A vendor's task. Vendors that answer at once give it finished, with an empty id: there is nothing to ask for later.</summary>
/// <param name="Id">The vendor's id; a text even where it looks like a number.</param>
/// <param name="Model">The model that makes it; part of what is needed to ask again.</param>
/// <param name="State">Where it stands.</param>
public sealed record Job(string Id, string Model, JobState State)
{
    /// <summary>0 to 1 where the vendor tells.</summary>
    public double? Progress { get; init; }

    /// <summary>What was made; empty unless it succeeded.</summary>
    public IReadOnlyList<JobOutput> Outputs { get; init; } = [];

    /// <summary>Why it failed; null unless it did.</summary>
    public VendorFailure? Failure { get; init; }

    /// <summary>What it will cost, where the vendor tells beforehand.</summary>
    public VendorCharge? Estimate { get; init; }

    /// <summary>What the vendor charged, where it tells.</summary>
    public VendorCharge? Charge { get; init; }

    /// <summary>A failed task.</summary>
    public static Job Lost(string id, string model, VendorFailure failure) => new(id, model, JobState.Failed) { Failure = failure };

    /// <summary>A task with its results. One that names none is a failure, never an empty success.</summary>
    public static Job Made(string id, string model, IReadOnlyList<JobOutput> outputs) => outputs.Count > 0
        ? new(id, model, JobState.Succeeded) { Outputs = outputs }
        : Lost(id, model, new VendorFailure(FailureKind.Unknown, "The vendor says the task succeeded but names no result."));
}
