using Commerce.Batches.Sheets.Mapping;
using Commerce.Batches.Sheets.Writing;
using Commerce.Generations.Failures;

namespace Commerce.Batches.Results;

/// <summary>
/// A batch's failed rows as a table: what was asked for, in the columns of the spreadsheet where the batch came from one, why
/// it failed, what the provider said, what helps, and what it meant for the money. The headings are the same in every
/// language and are known when the file is uploaded again; then each line makes what failed and nothing else.
/// </summary>
public sealed class FailureReport(FailureRows failures)
{
    // Among them are those by which a report is recognised.
    private static readonly string[] Added =
    [
        SheetLayouts.ReportRow, SheetLayouts.ReportCode, SheetLayouts.ReportError, "Provider's message", SheetLayouts.ReportFix, "Cost", "Credits back", "Attempts",
        "Provider", "Model", "Failed (UTC)",
    ];

    /// <summary>Writes the report while its rows are read; memory does not grow with them.</summary>
    public async Task WriteAsync(Stream target, Guid batchId, SheetFormat format, CancellationToken cancellationToken)
    {
        var asked = new FailureColumns(batchId, await failures.SheetAsync(batchId, cancellationToken));
        await using var writer = await SheetWriter.CreateAsync(target, format, "Failures", cancellationToken);
        await writer.AddAsync([.. Cells(asked.Headings), .. Cells(Added)], cancellationToken);
        await foreach (var row in failures.StreamAsync(batchId, cancellationToken))
        {
            await writer.AddAsync([.. Cells(asked.Cells(row)), .. Answer(row)], cancellationToken);
        }

        await writer.FinishAsync(cancellationToken);
    }

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
