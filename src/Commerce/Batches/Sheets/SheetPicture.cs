using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Batches.Sheets;

/// <summary>A file of the ZIP that came with a sheet: a picture in our store, or why it was refused.</summary>
public sealed class SheetPicture : ITenantRow, IEntityTypeConfiguration<SheetPicture>
{
    public Guid StoreId { get; init; }

    public Guid SheetId { get; init; }

    public int Number { get; init; }

    /// <summary>Inside the ZIP, with forward slashes.</summary>
    public required string Path { get; init; }

    public string? ObjectKey { get; init; }

    public string? Sha256 { get; init; }

    public int? Width { get; init; }

    public int? Height { get; init; }

    public string? Problem { get; init; }

    public void Configure(EntityTypeBuilder<SheetPicture> builder) =>
        builder.ToTable("sheet_pictures").HasKey(picture => new { picture.StoreId, picture.SheetId, picture.Number });
}
