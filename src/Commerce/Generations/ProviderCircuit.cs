using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Generations;

/// <summary>Whether a provider answers, as every process sees it. The operator's data, so outside the wall.</summary>
public sealed class ProviderCircuit : IEntityTypeConfiguration<ProviderCircuit>
{
    public required string Provider { get; init; }

    /// <summary>Technical failures since the last answer.</summary>
    public int Failures { get; set; }

    /// <summary>Since when nothing is asked; null while it answers.</summary>
    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>From when one row may try again.</summary>
    public DateTimeOffset? ProbeAt { get; set; }

    /// <summary>The failure that shut the way at once; null when it was silence.</summary>
    public string? Code { get; set; }

    public void Configure(EntityTypeBuilder<ProviderCircuit> builder) => builder.ToTable("provider_circuits").HasKey(circuit => circuit.Provider);
}
