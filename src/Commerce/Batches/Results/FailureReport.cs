using Commerce.Batches.Sheets.Mapping;
using Commerce.Batches.Sheets.Writing;
using Commerce.Generations.Failures;

namespace Commerce.Batches.Results;

/// <summary>
/// A batch's failed rows as a table: what was asked for, in the columns of the spreadsheet where the batch came from one, why
/// it failed, what the provider said, what helps, and what it meant for the money. The headings are the same in every
/// language and are known when the file is uploaded again; then only its rows are run.
/// </summary>
public sealed class FailureReport(FailureRows failures)
{
    private static readonly string[] Own = ["Product name", "Product handle", "Style", "Ratio"];

    // The report's own columns end with those by which it is recognised.
    private static readonly string[] Added =
    [
        SheetLayouts.ReportRow, SheetLayouts.ReportCode, SheetLayouts.ReportError, "Provider's message", SheetLayouts.ReportFix, "Cost", "Credits back", "Attempts",
        "Provider", "Model", "Failed (UTC)",
    ];

    /// <summary>Writes the report while its rows are read; memory does not grow with them.</summary>
    public async Task WriteAsync(Stream target, Guid batchId, SheetFormat format, CancellationToken cancellationToken)
    {
        var headings = await failures.HeadingsAsync(batchId, cancellationToken);
        var original = headings.Take(SheetLayouts.OriginalColumns(headings)).ToArray();
        await using var writer = await SheetWriter.CreateAsync(target, format, "Failures", cancellationToken);
        await writer.AddAsync([.. Cells(original is [] ? Own : original), .. Cells(Added)], cancellationToken);
        await foreach (var row in failures.StreamAsync(batchId, cancellationToken))
        {
            await writer.AddAsync([.. Asked(row, original.Length), .. Answer(row)], cancellationToken);
        }

        await writer.FinishAsync(cancellationToken);
    }

    private static IEnumerable<SheetCell> Asked(FailureRow row, int width) => width == 0
        ? [row.Product, row.Handle, row.Style, ArchiveNames.Ratio(row.Width, row.Height).Replace('x', ':')]
        : Cells((row.Cells ?? []).Concat(Enumerable.Repeat("", width)).Take(width));

    private static SheetCell[] Answer(FailureRow row)
    {
        var entry = FailureCatalogue.Of(row.Code);
        return
        [
            row.Row, entry.Code, entry.Reason, row.Said, entry.Fix, FailureCatalogue.Cost, row.Credits, row.Attempts, row.Provider, row.Model,
            row.EndedAt is { } ended ? ended : (SheetCell)"",
        ];
    }

    private static IEnumerable<SheetCell> Cells(IEnumerable<string> texts) => texts.Select(SheetCell.FromString);
}
