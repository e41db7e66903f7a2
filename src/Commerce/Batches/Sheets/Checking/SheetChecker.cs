using Commerce.Batches.Sheets.Mapping;
using Commerce.Batches.Sheets.Pictures;
using Commerce.Batches.Sheets.Reading;
using Commerce.Data;
using Commerce.Delimited;
using Commerce.Generations;
using Commerce.Library.Storage;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>
/// Checks every row of a sheet before a credit moves, some hundred at a time; memory does not grow with the sheet. It goes
/// on from the last part that was written, whoever wrote it.
/// </summary>
public sealed class SheetChecker(CommerceContext context, StoreScope scope, IObjectStore objects, PictureArchives archives, TimeProvider time)
{
    private const int Part = 1_000;

    /// <summary>Checks a sheet to its end, unless it no longer asks for it.</summary>
    public async Task RunAsync(Guid sheetId, CancellationToken cancellationToken)
    {
        await context.Sheets.Where(row => row.Id == sheetId && row.State == SheetState.Queued)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.State, SheetState.Checking), cancellationToken);
        var sheet = await context.Sheets.AsNoTracking().SingleOrDefaultAsync(row => row.Id == sheetId && row.State == SheetState.Checking, cancellationToken);
        if (sheet is null)
            return;
        try
        {
            using var workspace = Workspace.Create();
            await archives.TakeAsync(sheet, workspace, cancellationToken);
            if (await CheckAsync(sheet, workspace, cancellationToken))
                await EndAsync(sheet, SheetState.Checked, null, cancellationToken);
        }
        catch (UnreadableFileException error)
        {
            await EndAsync(sheet, SheetState.Failed, error.Message, cancellationToken);
        }
        catch (ObjectNotFoundException)
        {
            await EndAsync(sheet, SheetState.Failed, "The uploaded file is no longer there. Upload it again.", cancellationToken);
        }
    }

    private async Task<bool> CheckAsync(Sheet sheet, Workspace workspace, CancellationToken cancellationToken)
    {
        var path = workspace.PathOf("sheet");
        await using (var stored = await objects.OpenAsync(sheet.ObjectKey, cancellationToken))
        {
            await using var copy = File.Create(path);
            await stored.Content.CopyToAsync(copy, cancellationToken);
        }

        await using var content = File.OpenRead(path);
        var folding = new Folding(sheet.Headings, SampleOf(sheet, content));
        using var table = SheetFile.Open(content, sheet.Kind, sheet.SheetName);
        var mapping = sheet.Mapping.Within(sheet.Headings.Length);
        var typing = new RowTyping(sheet.Headings, mapping);
        var resolver = new RowResolver(context, await RowPictures.ReadAsync(context, sheet.Id, cancellationToken), mapping, sheet.Headings);
        var store = new RowStore(context, scope, time);
        var (lines, rows) = (0, new List<TypedRow>(Part));
        await foreach (var part in RowsAhead.ReadAsync(table, folding, cancellationToken))
        {
            foreach (var read in part)
            {
                // Lines that were checked before are only looked at, for what the next one may continue.
                if (++lines <= sheet.LinesRead)
                    continue;
                if (typing.Next(read) is { } row)
                    rows.Add(row);
                if (sheet.GoodCount + sheet.BadCount + rows.Count > SheetLimits.Rows)
                    throw new UnreadableFileException("too_many_rows", $"The sheet asks for more than {SheetLimits.Rows:N0} rows. Split it into several sheets.");
                if (rows.Count == Part && !await WriteAsync(rows, lines))
                    return false;
            }
        }

        return await WriteAsync(rows, lines);

        async Task<bool> WriteAsync(List<TypedRow> part, int linesRead)
        {
            await resolver.ResolveAsync(part, cancellationToken);
            var written = await store.WriteAsync(sheet, part, linesRead, cancellationToken);
            part.Clear();
            return written;
        }
    }

    // Only an export whose headings do not tell whose it is costs a second look.
    private static IReadOnlyList<string[]> SampleOf(Sheet sheet, Stream content)
    {
        if (sheet.Layout == SheetLayouts.Of(sheet.Headings))
            return [];
        using var table = SheetFile.Open(content, sheet.Kind, sheet.SheetName);
        return SheetFacts.SampleOf(table);
    }

    private Task EndAsync(Sheet sheet, SheetState state, string? message, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return context.Sheets.Where(row => row.Id == sheet.Id && row.ObjectKey == sheet.ObjectKey && row.State == SheetState.Checking).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.State, state).SetProperty(one => one.Message, message).SetProperty(one => one.CheckedAt, now).SetProperty(one => one.UpdatedAt, now), cancellationToken);
    }
}
