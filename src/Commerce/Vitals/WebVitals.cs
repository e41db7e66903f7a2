using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Vitals;

/// <summary>What kind of machine a page was opened on.</summary>
public enum Device
{
    Desktop,
    Phone,
}

/// <summary>How fast one document was in one person's browser, from its loading until it was left.</summary>
public sealed class WebVitals : ITenantRow, IEntityTypeConfiguration<WebVitals>
{
    public Guid StoreId { get; init; }

    /// <summary>Made by the browser, once for each document.</summary>
    public Guid Id { get; init; }

    /// <summary>The template of the page the document began on, such as <c>/batches/{id}</c>; never an address.</summary>
    public required string Route { get; init; }

    public Device Device { get; init; }

    /// <summary>Largest contentful paint in milliseconds; null until measured.</summary>
    public double? Lcp { get; init; }

    /// <summary>Cumulative layout shift, a score without unit; null until measured.</summary>
    public double? Cls { get; init; }

    /// <summary>Interaction to next paint in milliseconds; null when nobody touched the page.</summary>
    public double? Inp { get; init; }

    public DateTimeOffset MeasuredAt { get; init; }

    public void Configure(EntityTypeBuilder<WebVitals> builder)
    {
        builder.ToTable("web_vitals").HasKey(row => new { row.StoreId, row.Id });
        builder.HasIndex(row => row.MeasuredAt).HasDatabaseName("web_vitals_measured");
    }
}
