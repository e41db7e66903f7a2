using Commerce.Batches.Sheets.Mapping;
using Commerce.Batches.Sheets.Reading;
using Commerce.Delimited;

namespace Commerce.Batches.Sheets;

/// <summary>What a first look through a file tells: its sheets, headings, first rows and length.</summary>
public sealed record SheetFacts(SheetKind Kind, IReadOnlyList<string> SheetNames, string? SheetName, IReadOnlyList<string> Headings, IReadOnlyList<string[]> Sample, int LineCount)
{
    private const int SampleRows = 50;
    private const int PreviewRows = 6;
    private const int PreviewCell = 160;
    private const int MostLines = 1_000_000;

    public SheetLayout Layout => SheetLayouts.Of(Headings, Sample);

    /// <summary>The batch whose failure report it is; null for any other sheet.</summary>
    public Guid? BatchId => Layout == SheetLayout.Report ? ReportColumns.BatchOf(Headings, Sample) : null;

    /// <summary>The first rows, their cells shortened for the page.</summary>
    public IReadOnlyList<string[]> Preview =>
        [.. Sample.Take(PreviewRows).Select(row => row.Select(cell => cell.Length <= PreviewCell ? cell : cell[..PreviewCell] + "…").ToArray())];

    /// <summary>Reads a seekable stream once from start to end.</summary>
    /// <param name="sheet">The wanted sheet of a workbook; the first one otherwise.</param>
    /// <exception cref="UnreadableFileException">It cannot be used; the message says why.</exception>
    public static SheetFacts Read(Stream content, string name, string? sheet)
    {
        var kind = SheetFile.KindOf(content, name);
        var names = SheetFile.SheetsOf(content, kind);
        var chosen = names.Contains(sheet) ? sheet : names is [var first, ..] ? first : null;
        using var table = SheetFile.Open(content, kind, chosen);
        var (sample, lines) = (new List<string[]>(), 0);
        while (table.Next())
        {
            Take(table, sample);
            if (++lines > MostLines)
                throw new UnreadableFileException("too_many_rows", $"The sheet has more than {MostLines:N0} lines. Split it into several sheets.");
        }
        if (lines == 0)
            throw new UnreadableFileException("no_rows", "The sheet has headings but no rows below them.");
        return new SheetFacts(kind, names, chosen, table.Headings, sample, lines);
    }

    /// <summary>The same first rows alone, read from a table at its beginning.</summary>
    public static IReadOnlyList<string[]> SampleOf(SheetTable table)
    {
        var sample = new List<string[]>();
        while (sample.Count < SampleRows && table.Next())
            Take(table, sample);
        return sample;
    }

    private static void Take(SheetTable table, List<string[]> sample)
    {
        if (sample.Count < SampleRows && table.Fault is null)
            sample.Add(table.Cells());
    }
}
