namespace Commerce.Generations;

/// <summary>How long each step may take before the provider counts as hanging.</summary>
public sealed class StepLimits
{
    /// <summary>Longer than a vendor takes that answers an order with the picture itself.</summary>
    public TimeSpan Submit { get; init; } = TimeSpan.FromMinutes(4);

    public TimeSpan Poll { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Longer than the longest film takes to be made on this machine.</summary>
    public TimeSpan Fetch { get; init; } = TimeSpan.FromHours(2);
}
