using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Catalogue.Loads;

public enum LoadState
{
    /// <summary>On record; whether Shopify was asked yet shows when it is asked.</summary>
    Requested,

    /// <summary>Shopify writes the export.</summary>
    Running,

    /// <summary>The export is being read; how far shows the offset.</summary>
    Downloading,

    /// <summary>Every line is here.</summary>
    Downloaded,

    /// <summary>The lines are in the catalogue.</summary>
    Applied,

    Finished,

    Failed,
}

/// <summary>One reading of the whole shop by a bulk operation. Any worker can go on with it from what is written here.</summary>
public sealed class CatalogueLoad : ITenantRow, IEntityTypeConfiguration<CatalogueLoad>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public LoadState State { get; set; }

    /// <summary>How many operations Shopify was asked for.</summary>
    public int Attempt { get; set; } = 1;

    public string? OperationId { get; set; }

    /// <summary>When this attempt was asked for: what the shop changed later may not be in the export.</summary>
    public DateTimeOffset RequestedAt { get; set; }

    /// <summary>The export broke off: what is in it counts, what is not says nothing.</summary>
    public bool IsPartial { get; set; }

    /// <summary>Objects Shopify had exported at the last look.</summary>
    public long ObjectCount { get; set; }

    /// <summary>Products among them; once the download begins, products read.</summary>
    public long ProductCount { get; set; }

    /// <summary>Bytes of the export; null while unknown.</summary>
    public long? FileSize { get; set; }

    /// <summary>Bytes read, up to the end of some line.</summary>
    public long FileOffset { get; set; }

    /// <summary>Lines kept.</summary>
    public long LineCount { get; set; }

    /// <summary>Lines nobody could read.</summary>
    public long BrokenLines { get; set; }

    /// <summary>Times in a row that it got no further because the shop or its storage did not answer.</summary>
    public int Stalls { get; set; }

    public string? Message { get; set; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; set; }

    /// <summary>Names this attempt at Shopify for good.</summary>
    public string Mark => $"{Id:N}{Attempt}";

    public void Configure(EntityTypeBuilder<CatalogueLoad> builder) =>
        builder.ToTable("catalogue_loads").HasKey(load => new { load.StoreId, load.Id });
}
