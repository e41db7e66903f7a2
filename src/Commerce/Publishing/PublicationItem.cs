using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Publishing;

public enum PublicationItemState
{
    Planned,
    Staged,
    Created,
    Ready,
    Attached,
    Placed,
    Verified,
    Detached,
    Failed,
}

/// <summary>One asset on its way to one product; each step is recorded with the ids it gave before the next begins.</summary>
public sealed class PublicationItem : ITenantRow, IEntityTypeConfiguration<PublicationItem>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public Guid PublicationId { get; init; }

    public Guid AssetId { get; init; }

    /// <summary>The bytes that were approved; anything else is refused.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Unique in the shop and made from this item's id, so that a lost answer can be looked up.</summary>
    public required string FileName { get; set; }

    /// <summary>Set once, when the file is made; what a person writes over it in the shop is theirs.</summary>
    public required string Alt { get; init; }

    /// <summary>Shop ids of the variants that are to show it.</summary>
    public string[] VariantIds { get; init; } = [];

    public int Position { get; init; }

    public PublicationItemState State { get; set; }

    public string? ResourceUrl { get; set; }

    public string? FileId { get; set; }

    public string? Message { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>When it was found to be out of the gallery by another hand than ours; null while it is there.</summary>
    public DateTimeOffset? GoneAt { get; set; }

    public void Configure(EntityTypeBuilder<PublicationItem> builder)
    {
        builder.ToTable("publication_items").HasKey(item => new { item.StoreId, item.Id });
        builder.HasOne<Publication>().WithMany(publication => publication.Items)
            .HasForeignKey(item => new { item.StoreId, item.PublicationId });
    }
}
