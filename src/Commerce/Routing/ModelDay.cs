using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Routing;

/// <summary>How a model did on a day, over all stores. Figures without a store, so outside the wall.</summary>
public sealed class ModelDay : IEntityTypeConfiguration<ModelDay>
{
    public required string Vendor { get; init; }

    public required string Model { get; init; }

    public DateOnly Day { get; init; }

    public long Done { get; set; }

    public long Failed { get; set; }

    /// <summary>Seconds from order to result, summed over those done.</summary>
    public double Seconds { get; set; }

    /// <summary>What the vendor charged, in millionths of a US dollar; estimated where it does not say.</summary>
    public long Micros { get; set; }

    /// <summary>What stores paid for the same results.</summary>
    public long Credits { get; set; }

    public string? LastError { get; set; }

    public DateTimeOffset? LastErrorAt { get; set; }

    public void Configure(EntityTypeBuilder<ModelDay> builder) => builder.ToTable("model_days").HasKey(day => new { day.Vendor, day.Model, day.Day });
}
