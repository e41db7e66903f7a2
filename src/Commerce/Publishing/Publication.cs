using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Publishing;

public enum PublicationState
{
    Queued,
    Publishing,
    Published,
    Failed,
    Reverting,
    Reverted,
    RevertFailed,
}

/// <summary>Approved assets placed on one product, with the snapshot that takes them back exactly.</summary>
public sealed class Publication : ITenantRow, IEntityTypeConfiguration<Publication>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    /// <summary>Publications started by one click share a run.</summary>
    public Guid RunId { get; init; }

    public Guid ProductId { get; init; }

    public PublicationState State { get; set; }

    /// <summary>New media goes before the gallery's own; otherwise after it.</summary>
    public bool AtFront { get; init; }

    /// <summary>The gallery before anything was touched.</summary>
    public GallerySnapshot? Snapshot { get; set; }

    /// <summary>The gallery as verified after publishing.</summary>
    public GallerySnapshot? Receipt { get; set; }

    /// <summary>The gallery as verified after reverting.</summary>
    public GallerySnapshot? RevertReceipt { get; set; }

    public string? Message { get; set; }

    public int Attempt { get; set; }

    public DateTimeOffset? DueAt { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? PublishedAt { get; set; }

    public DateTimeOffset? RevertedAt { get; set; }

    public List<PublicationItem> Items { get; } = [];

    public void Configure(EntityTypeBuilder<Publication> builder)
    {
        builder.ToTable("publications").HasKey(publication => new { publication.StoreId, publication.Id });
        builder.Property(publication => publication.Snapshot).HasJson();
        builder.Property(publication => publication.Receipt).HasJson();
        builder.Property(publication => publication.RevertReceipt).HasJson();
    }
}
