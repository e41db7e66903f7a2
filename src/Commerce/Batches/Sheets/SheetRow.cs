using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Batches.Sheets;

/// <summary>A row that asks for something: its cells as uploaded, and what was understood of them.</summary>
public sealed class SheetRow : ITenantRow, IEntityTypeConfiguration<SheetRow>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    public Guid SheetId { get; init; }

    public int RowNumber { get; init; }

    /// <summary>Where the row stands in the file.</summary>
    public int Line { get; init; }

    /// <summary>As many as the sheet has headings.</summary>
    public string[] Cells { get; init; } = [];

    public bool Good { get; init; }

    public Guid? ProductId { get; init; }

    /// <summary>Null means the product's first picture.</summary>
    public Guid? SourceImageId { get; init; }

    /// <summary>Null means every style of the recipe.</summary>
    public string? Style { get; init; }

    /// <summary>Empty means the recipe's.</summary>
    public string Prompt { get; init; } = string.Empty;

    /// <summary>Null means the recipe's formats.</summary>
    public string? Ratio { get; init; }

    /// <summary>Null means the recipe's.</summary>
    public int? Copies { get; init; }

    /// <summary>The copy of its order that a failure report names, counted from 0; null asks for as many as <see cref="Copies"/> says.</summary>
    public int? Copy { get; init; }

    public string Language { get; init; } = string.Empty;

    public void Configure(EntityTypeBuilder<SheetRow> builder)
    {
        builder.ToTable("sheet_rows").HasKey(row => new { row.StoreId, row.Id });
        builder.Property(row => row.Cells).HasJson();
    }
}
