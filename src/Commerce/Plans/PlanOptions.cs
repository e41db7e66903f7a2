using System.ComponentModel.DataAnnotations;

namespace Commerce.Plans;

/// <summary>Plans are data. Today there is one, which every store has from its install on.</summary>
public sealed class PlanOptions
{
    public const string Section = "Plans";

    /// <summary>As the owner reads it.</summary>
    [Required]
    public string FreeName { get; set; } = "Free";

    /// <summary>Credits granted once, at the first install.</summary>
    [Range(0, 1_000_000)]
    public long WelcomeCredits { get; set; } = 30;
}
