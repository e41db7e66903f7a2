using System.IO.Compression;
using System.Security.Cryptography;
using Commerce.Data;
using Commerce.Delimited;
using Commerce.Generations;
using Commerce.Library.Storage;
using Commerce.Media;
using Commerce.Media.Probe;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches.Sheets.Pictures;

/// <summary>
/// Takes the pictures out of the ZIP that came with a sheet. Every entry is hostile until its name, its size while it
/// unpacks and its header say otherwise; one that is refused costs no other. Goes on from the last part that was written.
/// </summary>
public sealed class PictureArchives(CommerceContext context, StoreScope scope, IObjectStore objects)
{
    private const int Part = 25;

    /// <summary>Takes what has not been taken yet; does nothing without a ZIP.</summary>
    /// <exception cref="UnreadableFileException">The ZIP as a whole cannot be used.</exception>
    public async Task TakeAsync(Sheet sheet, Workspace workspace, CancellationToken cancellationToken)
    {
        if (sheet.ArchiveKey is null || sheet.ArchiveRead)
            return;
        var path = workspace.PathOf("archive");
        await using (var stored = await objects.OpenAsync(sheet.ArchiveKey, cancellationToken))
        {
            await using var copy = File.Create(path);
            await stored.Content.CopyToAsync(copy, cancellationToken);
        }

        await using var content = File.OpenRead(path);
        try
        {
            using var archive = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            await TakeAsync(sheet, archive, workspace, cancellationToken);
        }
        catch (InvalidDataException)
        {
            throw new UnreadableFileException("archive_damaged", "The ZIP of pictures is damaged or was not uploaded to its end. Pack it again and upload both files.");
        }

        File.Delete(path);
        await context.Sheets.Where(row => row.Id == sheet.Id && row.ArchiveKey == sheet.ArchiveKey).ExecuteUpdateAsync(row => row.SetProperty(one => one.ArchiveRead, true), cancellationToken);
    }

    private async Task TakeAsync(Sheet sheet, ZipArchive archive, Workspace workspace, CancellationToken cancellationToken)
    {
        if (archive.Entries.Count > SheetLimits.Pictures * 2)
            throw new UnreadableFileException("archive_too_many", $"The ZIP holds {archive.Entries.Count} files; at most {SheetLimits.Pictures} pictures are taken. Split it together with its sheet.");
        var entries = archive.Entries.Where(ArchiveEntries.IsWanted).ToList();
        if (entries.Count > SheetLimits.Pictures)
            throw new UnreadableFileException("archive_too_many", $"The ZIP holds {entries.Count} files; at most {SheetLimits.Pictures} pictures are taken. Split it together with its sheet.");
        var (done, left) = (await context.SheetPictures.CountAsync(picture => picture.SheetId == sheet.Id, cancellationToken), SheetLimits.Unpacked);
        for (var number = done; number < entries.Count; number++)
        {
            var picture = await TakeAsync(sheet, number, entries[number], workspace, cancellationToken);
            left -= picture.Bytes;
            if (left < 0)
                throw new UnreadableFileException("archive_too_large", $"The pictures of the ZIP are larger than {SheetLimits.Unpacked / (1024 * 1024 * 1024)} GB together. Split it together with its sheet.");
            context.SheetPictures.Add(picture.Row);
            if (number % Part == Part - 1 || number == entries.Count - 1)
                await SaveAsync(sheet, number + 1, cancellationToken);
        }
    }

    private async Task SaveAsync(Sheet sheet, int count, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await context.Sheets.Where(row => row.Id == sheet.Id).ExecuteUpdateAsync(row => row.SetProperty(one => one.PictureCount, count), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        context.ChangeTracker.Clear();
    }

    private async Task<(SheetPicture Row, long Bytes)> TakeAsync(Sheet sheet, int number, ZipArchiveEntry entry, Workspace workspace, CancellationToken cancellationToken)
    {
        var name = ArchiveEntries.NameOf(entry);
        if (ArchiveEntries.Refusal(entry) is { } refusal)
            return (Refused(refusal), 0);
        var path = workspace.PathOf("picture");
        try
        {
            var bytes = await ArchiveEntries.UnpackAsync(entry, path, PictureLimits.Default.Bytes, cancellationToken);
            var facts = await PictureProbe.ReadAsync(path, cancellation: cancellationToken);
            await using var content = File.OpenRead(path);
            var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
            content.Position = 0;
            // Named by its content: the same picture in the next upload is the same object, and replacing a sheet takes none away.
            var key = $"stores/{scope.StoreId}/sheet-pictures/{sha256}";
            if (!await objects.ExistsAsync(key, cancellationToken))
                await objects.PutAsync(key, content, facts.MimeType, cancellationToken);
            return (new SheetPicture { StoreId = scope.StoreId, SheetId = sheet.Id, Number = number, Path = name, ObjectKey = key, Sha256 = sha256, Width = facts.Width, Height = facts.Height }, bytes);
        }
        catch (MediaException error)
        {
            return (Refused(error.Message), PictureLimits.Default.Bytes);
        }

        SheetPicture Refused(string problem) => new() { StoreId = scope.StoreId, SheetId = sheet.Id, Number = number, Path = name, Problem = problem };
    }
}
