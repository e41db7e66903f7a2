using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Routing.Cutouts;

/// <summary>A product that a vendor cuts, or cut, out of a picture. One of each picture.</summary>
public sealed class Cutout : ITenantRow, IEntityTypeConfiguration<Cutout>
{
    public Guid StoreId { get; init; }

    /// <summary>Of the picture's bytes, in lower-case hexadecimal.</summary>
    public required string SourceSha256 { get; init; }

    public CutoutState State { get; set; }

    /// <summary>The row that ordered it; null once that is gone.</summary>
    public Guid? GenerationId { get; set; }

    /// <summary>The attempt of that row.</summary>
    public int Attempt { get; set; }

    public required string Vendor { get; set; }

    public required string Model { get; set; }

    /// <summary>Millionths of a US dollar; null where not known.</summary>
    public long? CostMicros { get; set; }

    /// <summary>When it was ordered last.</summary>
    public DateTimeOffset At { get; set; }

    public void Configure(EntityTypeBuilder<Cutout> builder) => builder.ToTable("cutouts").HasKey(cutout => new { cutout.StoreId, cutout.SourceSha256 });
}
