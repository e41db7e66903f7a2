using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;

namespace Commerce.Credits;

/// <summary>Ledger lines as CSV (UTF-8 with its mark, so that spreadsheets read it), written while they come from the database.</summary>
public static class LedgerFile
{
    private static readonly string[] Titles =
        ["Time (UTC)", "Kind", "Credits", "Available change", "Held change", "Available after", "Held after", "What happened", "Batch", "Product", "Line"];

    /// <summary>Writes every line; <paramref name="sentence"/> says in words what happened.</summary>
    public static async Task WriteAsync(
        Stream target, IAsyncEnumerable<LedgerLine> lines, Func<LedgerLine, string> sentence, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true);
        await using var csv = new CsvWriter(writer, new CsvConfiguration(CultureInfo.InvariantCulture));
        foreach (var title in Titles)
        {
            csv.WriteField(title);
        }

        await csv.NextRecordAsync();
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            Write(csv, line, sentence(line));
            await csv.NextRecordAsync();
        }
    }

    private static void Write(CsvWriter csv, LedgerLine line, string sentence)
    {
        csv.WriteField(line.CreatedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        csv.WriteField(line.KindName);
        csv.WriteField(line.Amount);
        csv.WriteField(line.AvailableChange);
        csv.WriteField(line.HeldChange);
        csv.WriteField(line.AvailableAfter);
        csv.WriteField(line.HeldAfter);
        csv.WriteField(Plain(sentence));
        csv.WriteField(Plain(line.BatchName));
        csv.WriteField(Plain(line.ProductTitle));
        csv.WriteField(line.Id);
    }

    // Names are free text: a spreadsheet must not take one that begins like a formula for one.
    private static string? Plain(string? text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text;
}
