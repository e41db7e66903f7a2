using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Routing;

/// <summary>What the operator knows better about a model than the catalogue that ships. The operator's data, so outside the wall.</summary>
public sealed class ModelOverride : IEntityTypeConfiguration<ModelOverride>
{
    public required string Vendor { get; init; }

    public required string Model { get; init; }

    /// <summary>Whether it is used at all.</summary>
    public bool Offered { get; set; } = true;

    /// <summary>US dollars for one result; null leaves the catalogue's prices.</summary>
    public decimal? Usd { get; set; }

    public int? Quality { get; set; }

    public int? Speed { get; set; }

    /// <summary>The day it is shut down; null leaves the catalogue's.</summary>
    public DateOnly? UntilDay { get; set; }

    public string? Successor { get; set; }

    public required string ChangedBy { get; set; }

    public DateTimeOffset ChangedAt { get; set; }

    public void Configure(EntityTypeBuilder<ModelOverride> builder) => builder.ToTable("model_overrides").HasKey(model => new { model.Vendor, model.Model });
}
