using System.Globalization;
using System.Text;
using Commerce.Generations.Failures;

namespace Commerce.Batches.Results;

/// <summary>
/// A batch's failed rows as CSV, one line each: what was asked for, why it failed, what the provider said, what helps, and
/// what it meant for the money. The headings are the same in every language, so that the file is known when it comes back.
/// </summary>
public sealed class FailureReport(FailureRows failures)
{
    private const string Titles =
        "Product name,Product handle,Style,Ratio,Provider,Model,Attempts,Credits back,Cost,Provider's message,Failed (UTC),Row,Error code,Error,Fix";

    /// <summary>Writes the report while its rows are read.</summary>
    public async Task WriteAsync(Stream target, Guid batchId, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Titles.AsMemory(), cancellationToken);
        await foreach (var row in failures.StreamAsync(batchId, cancellationToken))
        {
            await writer.WriteLineAsync(Line(row).AsMemory(), cancellationToken);
        }
    }

    private static string Line(FailureRow row)
    {
        var entry = FailureCatalogue.Of(row.Code);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{CsvCell.Of(row.Product)},{CsvCell.Of(row.Handle)},{CsvCell.Of(row.Style)},{ArchiveNames.Ratio(row.Width, row.Height).Replace('x', ':')},{CsvCell.Of(row.Provider)},{CsvCell.Of(row.Model)},{row.Attempts},{row.Credits},{CsvCell.Of(FailureCatalogue.Cost)},{CsvCell.Of(row.Said)},{row.EndedAt?.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ},{row.Row},{CsvCell.Of(entry.Code)},{CsvCell.Of(entry.Reason)},{CsvCell.Of(entry.Fix)}");
    }
}
