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

    public Placement Placement { get; init; }

    /// <summary>The gallery the plan was made for; another one by the time it is carried out stops it.</summary>
    public GalleryBasis? Plan { get; set; }

    /// <summary>The gallery before anything was touched.</summary>
    public GallerySnapshot? Snapshot { get; set; }

    /// <summary>The gallery as verified after publishing.</summary>
    public GallerySnapshot? Receipt { get; set; }

    /// <summary>The gallery as verified after reverting.</summary>
    public GallerySnapshot? RevertReceipt { get; set; }

    /// <summary>From when on the snapshot is final, because the shop's own order or variant pictures began to be changed.</summary>
    public DateTimeOffset? ArrangedAt { get; set; }

    /// <summary>How a revert that has begun goes on.</summary>
    public WayBack? WayBack { get; set; }

    /// <summary>What somebody changed in the shop that stopped it.</summary>
    public GalleryChanges? Conflict { get; set; }

    /// <summary>A revert takes only our media out and leaves what was changed in the shop since.</summary>
    public bool KeepChanges { get; set; }

    /// <summary>When it is taken back by itself.</summary>
    public DateTimeOffset? RevertAt { get; set; }

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

    /// <summary>The gallery as we left it: as verified, or as it was meant to become when it broke off.</summary>
    public GallerySnapshot Left => Receipt ?? Snapshot!;

    public void Configure(EntityTypeBuilder<Publication> builder)
    {
        builder.ToTable("publications").HasKey(publication => new { publication.StoreId, publication.Id });
        builder.Property(publication => publication.Snapshot).HasJson();
        builder.Property(publication => publication.Receipt).HasJson();
        builder.Property(publication => publication.RevertReceipt).HasJson();
        builder.Property(publication => publication.Plan).HasJson();
        builder.Property(publication => publication.WayBack).HasJson();
        builder.Property(publication => publication.Conflict).HasJson();
    }
}
