using Commerce.Batches.Sheets.Mapping;
using Commerce.Batches.Sheets.Reading;
using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Commerce.Batches.Sheets;

/// <summary>An uploaded spreadsheet. A corrected file replaces its rows and keeps its mapping.</summary>
public sealed class Sheet : ITenantRow, IEntityTypeConfiguration<Sheet>
{
    public Guid StoreId { get; init; }

    public Guid Id { get; init; }

    /// <summary>The file's name as uploaded.</summary>
    public required string Name { get; set; }

    public SheetKind Kind { get; set; }

    public required string ObjectKey { get; set; }

    public long Bytes { get; set; }

    public string? ArchiveName { get; set; }

    public string? ArchiveKey { get; set; }

    /// <summary>Whether the ZIP's pictures are in our store.</summary>
    public bool ArchiveRead { get; set; }

    /// <summary>The sheets of a workbook that can be chosen.</summary>
    public string[] SheetNames { get; set; } = [];

    public string? SheetName { get; set; }

    /// <summary>One name per column, in their order.</summary>
    public string[] Headings { get; set; } = [];

    public SheetLayout Layout { get; set; }

    /// <summary>The first rows.</summary>
    public IReadOnlyList<string[]> Preview { get; set; } = [];

    public SheetMapping Mapping { get; set; } = SheetMapping.None;

    public SheetState State { get; set; }

    /// <summary>Lines below the headings, also those that belong to the row above them.</summary>
    public int LineCount { get; set; }

    /// <summary>Lines that have been checked.</summary>
    public int LinesRead { get; set; }

    public int GoodCount { get; set; }

    public int BadCount { get; set; }

    /// <summary>Pictures taken from the ZIP.</summary>
    public int PictureCount { get; set; }

    public string? Message { get; set; }

    /// <summary>The batch whose failure report it is.</summary>
    public Guid? BatchId { get; set; }

    /// <summary>The draft that was made of its good rows.</summary>
    public Guid? DraftId { get; set; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset UpdatedAt { get; set; }

    public DateTimeOffset? CheckedAt { get; set; }

    public bool Active => State is SheetState.Queued or SheetState.Checking;

    /// <summary>The folder of its objects.</summary>
    public string Folder => FolderOf(StoreId, Id);

    public static string FolderOf(Guid storeId, Guid id) => $"stores/{storeId}/sheets/{id}";

    public void Configure(EntityTypeBuilder<Sheet> builder)
    {
        builder.ToTable("sheets").HasKey(sheet => new { sheet.StoreId, sheet.Id });
        builder.Property(sheet => sheet.Preview).HasJson();
        builder.Property(sheet => sheet.Mapping).HasJson();
        builder.Ignore(sheet => sheet.Active);
        builder.Ignore(sheet => sheet.Folder);
    }
}
