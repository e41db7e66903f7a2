using System.ComponentModel.DataAnnotations;

namespace Commerce.Plans;

/// <summary>What the operator may set beside the plans themselves (<see cref="PlanCatalogue"/>).</summary>
public sealed class PlanOptions
{
    public const string Section = "Plans";

    /// <summary>Credits granted once, at the first install.</summary>
    [Range(0, 1_000_000)]
    public long WelcomeCredits { get; set; } = 30;
}
