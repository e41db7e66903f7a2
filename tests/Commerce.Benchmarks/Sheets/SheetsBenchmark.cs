using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using Commerce.Batches.Sheets.Checking;
using Commerce.Batches.Sheets.Mapping;
using Commerce.Batches.Sheets.Reading;
using Commerce.Benchmarks.Frame;
using CsvHelper;
using ExcelDataReader;

namespace Commerce.Benchmarks.Sheets;

/// <summary>
/// A million rows of CSV through one pass that finds encoding and delimiter, divides the rows, keeps every cell and understands
/// them, beside CsvHelper handing out the same cells as texts and doing nothing with them; and 100,000 rows of a workbook
/// beside ExcelDataReader doing the same.
/// </summary>
/// <remarks>
/// CsvHelper is asked for every cell of every row as a string, as any program that uses it must: from version 34 on it divides
/// bytes by vectors, and rows of which no cell is asked for cost it a fraction. That smaller figure is told beside the
/// other and judges nothing. It is told that the file is UTF-8 with commas, which ours has to find out by reading the file once
/// more, and it keeps its defaults. Ours divides on one thread and understands on another, as the app does. Both read the same file from memory, after one pass each that is not counted, in turns; the
/// median of each counts.
/// </remarks>
internal sealed class SheetsBenchmark : Benchmark
{
    private const int CsvRows = 1_000_000;
    private const int WorkbookRows = 100_000;
    private const int Look = 20_000;
    private const int Rounds = 5;

    public override string Bench => "batch";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var csv = Path.Combine(world.Folder, "sheet.csv");
        var workbook = Path.Combine(world.Folder, "sheet.xlsx");
        await WideSheet.WriteAsync(csv, CsvRows, ct);
        await WideSheet.WriteWorkbookAsync(workbook, WorkbookRows, ct);
        world.Say($"{CsvRows:N0} rows of CSV, {new FileInfo(csv).Length / 1_000_000} MB, and {WorkbookRows:N0} rows of a workbook, {new FileInfo(workbook).Length / 1_000_000} MB");

        // Whoever comes first pays for the file's way into memory and for the compiler, so one pass of each is not counted.
        var bare = Math.Min(Scan(csv), Scan(csv));
        _ = ReadPeer(csv);
        _ = await ReadOursAsync(csv, SheetKind.Csv, ct);
        var (peers, passes) = (new List<double>(), new List<Pass>());
        for (var round = 0; round < Rounds; round++)
        {
            peers.Add(ReadPeer(csv));
            passes.Add(await ReadOursAsync(csv, SheetKind.Csv, ct));
        }

        var peer = Median(peers);
        var ours = passes[0] with { Seconds = Median(passes.Select(pass => pass.Seconds)), Megabytes = passes.Max(pass => pass.Megabytes) };
        await world.KeepAsync("sheets", new { ours.Seconds, ours.Rows, ours.Good, ours.Megabytes, peer, bare, peers, passes }, ct);
        yield return new Figure(Bench, "sheet-csv-1m-rows-typed", ours.Seconds, "s", Math.Round(peer * 1.5, 3), Math.Round(peer, 3), ours.Rows == CsvRows && ours.Seconds <= peer * 1.5);
        yield return Figure.AtMost(Bench, "sheet-csv-1m-rows-memory", ours.Megabytes, "MB over baseline", 64);
        yield return new Figure(Bench, "sheet-csv-1m-rows-good", ours.Good, "rows", CsvRows, null, ours.Good == CsvRows);
        yield return new Figure(Bench, "sheet-csv-peer-record-scan", bare, "s", null, null, true);

        var rival = ReadWorkbookPeer(workbook);
        var book = await ReadOursAsync(workbook, SheetKind.Xlsx, ct);
        yield return new Figure(Bench, "sheet-xlsx-100k-rows-typed", book.Seconds, "s", 15, Math.Round(rival, 3), book.Rows == WorkbookRows && book.Seconds <= 15);
        yield return new Figure(Bench, "sheet-xlsx-100k-rows-memory", book.Megabytes, "MB over baseline", null, null, true);
        File.Delete(csv);
        File.Delete(workbook);
    }

    private static async Task<Pass> ReadOursAsync(string path, SheetKind kind, CancellationToken ct)
    {
        var before = Baseline();
        var watch = Stopwatch.StartNew();
        using var content = File.OpenRead(path);
        using var table = SheetFile.Open(content, kind, null);
        var typing = new RowTyping(table.Headings, MappingGuess.Of(table.Headings, []));
        var (rows, good, most) = (0, 0, 0L);
        await foreach (var part in RowsAhead.ReadAsync(table, new Folding(table.Headings, []), ct))
        {
            foreach (var row in part.Select(typing.Next).OfType<TypedRow>())
            {
                good += row.Good ? 1 : 0;
                if (++rows % Look == 0)
                {
                    most = Math.Max(most, Environment.WorkingSet);
                }
            }
        }

        return new Pass(watch.Elapsed.TotalSeconds, rows, good, Math.Max(0, most - before) / 1_000_000.0);
    }

    // Every cell as a text: the least that anybody who reads a table takes from it.
    private static double ReadPeer(string path)
    {
        _ = Baseline();
        var watch = Stopwatch.StartNew();
        using var content = File.OpenRead(path);
        using var reader = CsvReader.Create(content, new CsvReaderOptions(), false);
        var characters = 0L;
        while (reader.Read())
        {
            for (var column = 0; column < WideSheet.Headings.Count; column++)
            {
                characters += reader.GetString(column).Length;
            }
        }

        return characters > 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException("The peer read nothing.");
    }

    // Only where records end, without a look at any cell.
    private static double Scan(string path)
    {
        var watch = Stopwatch.StartNew();
        using var content = File.OpenRead(path);
        using var reader = CsvReader.Create(content, new CsvReaderOptions(), false);
        var rows = 0;
        while (reader.Read())
        {
            rows++;
        }

        return rows >= CsvRows ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"The peer found {rows} rows.");
    }

    private static double ReadWorkbookPeer(string path)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var watch = Stopwatch.StartNew();
        using var content = File.OpenRead(path);
        using var reader = ExcelReaderFactory.CreateReader(content);
        var characters = 0L;
        while (reader.Read())
        {
            for (var column = 0; column < reader.FieldCount; column++)
            {
                characters += reader.GetValue(column)?.ToString()?.Length ?? 0;
            }
        }

        return characters > 0 ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException("The peer read nothing.");
    }

    private static double Median(IEnumerable<double> seconds) => seconds.Order().ElementAt(Rounds / 2);

    private static long Baseline()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return Environment.WorkingSet;
    }

    private sealed record Pass(double Seconds, int Rows, int Good, double Megabytes);
}
