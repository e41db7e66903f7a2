using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Batches.Sheets.Mapping;

/// <summary>The mapping a store last used with a set of headings.</summary>
public sealed class SavedMapping : ITenantRow, IEntityTypeConfiguration<SavedMapping>
{
    public Guid StoreId { get; init; }

    public required string Fingerprint { get; init; }

    public SheetMapping Columns { get; set; } = SheetMapping.None;

    public DateTimeOffset UpdatedAt { get; set; }

    public void Configure(EntityTypeBuilder<SavedMapping> builder)
    {
        builder.ToTable("sheet_mappings").HasKey(mapping => new { mapping.StoreId, mapping.Fingerprint });
        builder.Property(mapping => mapping.Columns).HasJson();
    }
}
