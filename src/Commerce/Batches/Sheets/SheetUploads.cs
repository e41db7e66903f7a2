using Commerce.Batches.Sheets.Mapping;
using Commerce.Data;
using Commerce.Delimited;
using Commerce.Library.Storage;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches.Sheets;

/// <summary>Takes spreadsheets in. A new upload in an old one's place keeps its mapping when the headings are the same.</summary>
public sealed class SheetUploads(CommerceContext context, StoreScope scope, IObjectStore objects, TimeProvider time)
{
    /// <summary>Stores a spreadsheet, and the ZIP of its pictures if one came along; replaces what the sheet of that id held.</summary>
    /// <param name="batchId">The batch whose corrected rows it brings back; a failure report names its own.</param>
    /// <exception cref="UnreadableFileException">It cannot be used; the message says why and nothing has changed.</exception>
    public async Task<Sheet> TakeAsync(Guid id, SheetUpload file, SheetUpload? archive, string by, CancellationToken cancellationToken, Guid? batchId = null)
    {
        if (archive?.Content.Length > SheetLimits.Archive)
            throw new UnreadableFileException("archive_too_large", $"The ZIP is larger than {SheetLimits.Archive / (1024 * 1024)} MB. Split it together with its sheet.");
        if (archive is not null)
            CheckArchive(archive.Content);
        var facts = SheetFacts.Read(file.Content, file.Name, null);
        var now = time.GetUtcNow();
        var folder = Sheet.FolderOf(scope.StoreId, id);
        var known = await context.Sheets.SingleOrDefaultAsync(sheet => sheet.Id == id, cancellationToken);
        if (known?.DraftId is not null)
            throw InUse();
        var sheet = known ?? new Sheet { StoreId = scope.StoreId, Id = id, Name = "", ObjectKey = "", CreatedBy = by, CreatedAt = now };
        var key = $"{folder}/{Guid.CreateVersion7(now):n}";
        file.Content.Position = 0;
        await objects.PutAsync(key, file.Content, "application/octet-stream", cancellationToken);
        var archiveKey = archive is null ? sheet.ArchiveKey : $"{folder}/{Guid.CreateVersion7(now):n}.zip";
        if (archive is not null)
        {
            archive.Content.Position = 0;
            await objects.PutAsync(archiveKey!, archive.Content, "application/zip", cancellationToken);
        }

        var old = new[] { sheet.ObjectKey, archive is null ? "" : sheet.ArchiveKey ?? "" };
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (known is not null && !await ClaimAsync(id, cancellationToken))
            throw InUse();
        await ClearAsync(id, pictures: archive is not null, cancellationToken);
        (sheet.Name, sheet.ObjectKey, sheet.Bytes) = (file.PlainName, key, file.Content.Length);
        if (archive is not null)
            (sheet.ArchiveKey, sheet.ArchiveName, sheet.ArchiveRead, sheet.PictureCount) = (archiveKey, archive.PlainName, false, 0);
        await DescribeAsync(sheet, facts, batchId, cancellationToken);
        if (known is null)
            context.Sheets.Add(sheet);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        foreach (var gone in old.Where(one => one.Length > 0))
            await objects.DeleteAsync(gone, cancellationToken);
        return sheet;
    }

    /// <summary>Takes another sheet of the workbook. False when there is none of the id, or a batch was made of it.</summary>
    /// <exception cref="UnreadableFileException">That sheet cannot be used; nothing has changed.</exception>
    public async Task<bool> ChooseAsync(Guid id, string sheetName, CancellationToken cancellationToken)
    {
        if (await context.Sheets.SingleOrDefaultAsync(row => row.Id == id && row.DraftId == null, cancellationToken) is not { } sheet)
            return false;
        await using var stored = await objects.OpenAsync(sheet.ObjectKey, cancellationToken);
        var facts = SheetFacts.Read(stored.Content, sheet.Name, sheetName);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await ClaimAsync(id, cancellationToken))
            return false;
        await ClearAsync(id, pictures: false, cancellationToken);
        await DescribeAsync(sheet, facts, null, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    private async Task DescribeAsync(Sheet sheet, SheetFacts facts, Guid? batchId, CancellationToken cancellationToken)
    {
        var fingerprint = SheetLayouts.Fingerprint(facts.Headings);
        var same = sheet.Headings.Length > 0 && SheetLayouts.Fingerprint(sheet.Headings) == fingerprint;
        var saved = await context.SheetMappings.AsNoTracking().SingleOrDefaultAsync(mapping => mapping.Fingerprint == fingerprint, cancellationToken);
        var mapping = (same ? sheet.Mapping : saved?.Columns ?? MappingGuess.Of(facts.Headings, facts.Sample)).Within(facts.Headings.Count);
        sheet.Mapping = facts.Layout == SheetLayout.Report ? ReportColumns.Complete(mapping, facts.Headings) : mapping;
        (sheet.Kind, sheet.SheetNames, sheet.SheetName) = (facts.Kind, [.. facts.SheetNames], facts.SheetName);
        (sheet.Headings, sheet.Layout, sheet.Preview, sheet.LineCount) = ([.. facts.Headings], facts.Layout, facts.Preview, facts.LineCount);
        (sheet.State, sheet.LinesRead, sheet.GoodCount, sheet.BadCount, sheet.Message, sheet.CheckedAt) = (SheetState.Uploaded, 0, 0, 0, null, null);
        sheet.BatchId = await KnownAsync(batchId ?? facts.BatchId, cancellationToken) ?? sheet.BatchId;
        sheet.UpdatedAt = time.GetUtcNow();
    }

    private async Task<Guid?> KnownAsync(Guid? batchId, CancellationToken cancellationToken) =>
        batchId is not null && await context.Batches.AnyAsync(batch => batch.Id == batchId, cancellationToken) ? batchId : null;

    // Holds the sheet to the transaction's end, so that nobody makes a batch of rows that are being replaced. False when one was made.
    private async Task<bool> ClaimAsync(Guid id, CancellationToken cancellationToken) =>
        await context.Sheets.Where(row => row.Id == id && row.DraftId == null).ExecuteUpdateAsync(row => row.SetProperty(one => one.State, SheetState.Uploaded), cancellationToken) == 1;

    private static UnreadableFileException InUse() => new("in_use", "A batch was made of this sheet, and its rows stay with it. Upload the file as a new sheet.");

    private async Task ClearAsync(Guid id, bool pictures, CancellationToken cancellationToken)
    {
        await context.SheetErrors.Where(error => error.SheetId == id).ExecuteDeleteAsync(cancellationToken);
        await context.SheetRows.Where(row => row.SheetId == id).ExecuteDeleteAsync(cancellationToken);
        if (pictures)
            await context.SheetPictures.Where(picture => picture.SheetId == id).ExecuteDeleteAsync(cancellationToken);
    }

    private static void CheckArchive(Stream content)
    {
        Span<byte> mark = stackalloc byte[4];
        content.Position = 0;
        var read = content.ReadAtLeast(mark, mark.Length, throwOnEndOfStream: false);
        content.Position = 0;
        if (read < mark.Length || !(mark.SequenceEqual("PK\u0003\u0004"u8) || mark.SequenceEqual("PK\u0005\u0006"u8)))
            throw new UnreadableFileException("archive_not_zip", "The file with the pictures is no ZIP. Pack the pictures into a ZIP and upload that.");
    }
}
