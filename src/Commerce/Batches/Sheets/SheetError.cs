using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Batches.Sheets;

/// <summary>What is wrong with one cell, or with a whole row when no column is named, and what to do.</summary>
public sealed class SheetError : ITenantRow, IEntityTypeConfiguration<SheetError>
{
    public Guid StoreId { get; init; }

    public Guid SheetId { get; init; }

    public int RowNumber { get; init; }

    /// <summary>Number among the row's errors.</summary>
    public int Number { get; init; }

    public required string ColumnName { get; init; }

    public required string Code { get; init; }

    public required string Message { get; init; }

    public required string Fix { get; init; }

    public void Configure(EntityTypeBuilder<SheetError> builder) =>
        builder.ToTable("sheet_errors").HasKey(error => new { error.StoreId, error.SheetId, error.RowNumber, error.Number });
}
