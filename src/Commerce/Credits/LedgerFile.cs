using System.Globalization;
using System.Text;

namespace Commerce.Credits;

/// <summary>Ledger lines as CSV (UTF-8 with its mark, so that spreadsheets read it), written while they come from the database.</summary>
public static class LedgerFile
{
    private const string Titles = "Time (UTC),Kind,Credits,Available change,Held change,Available after,Held after,What happened,Batch,Product,Line";

    /// <summary>Writes every line; <paramref name="sentence"/> says in words what happened.</summary>
    public static async Task WriteAsync(
        Stream target, IAsyncEnumerable<LedgerLine> lines, Func<LedgerLine, string> sentence, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        await writer.WriteLineAsync(Titles.AsMemory(), cancellationToken);
        await foreach (var line in lines.WithCancellation(cancellationToken))
        {
            await writer.WriteLineAsync(Row(line, sentence(line)).AsMemory(), cancellationToken);
        }
    }

    private static string Row(LedgerLine line, string sentence) => string.Create(
        CultureInfo.InvariantCulture,
        $"{line.CreatedAt.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ},{line.KindName},{line.Amount},{line.AvailableChange},{line.HeldChange},{line.AvailableAfter},{line.HeldAfter},{Cell(sentence)},{Cell(line.BatchName)},{Cell(line.ProductTitle)},{line.Id}");

    // Names are free text: quoted, and a spreadsheet must not take one that begins like a formula for one.
    private static string Cell(string? text)
    {
        var plain = text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..] ? $"'{text}" : text ?? "";
        return $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
