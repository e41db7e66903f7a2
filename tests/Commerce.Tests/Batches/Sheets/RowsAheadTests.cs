using System.Globalization;
using System.Text;
using Commerce.Batches.Sheets.Checking;

namespace Commerce.Tests.Batches.Sheets;

public sealed class RowsAheadTests
{
    [TestCase(0)]
    [TestCase(1)]
    [TestCase(256)]
    [TestCase(5_000)]
    public async Task Every_row_comes_once_and_in_order(int rows)
    {
        using var table = SheetText.Open(Text(rows));
        var read = new List<string>();
        await foreach (var part in RowsAhead.ReadAsync(table, new Folding(table.Headings, []), CancellationToken.None))
        {
            read.AddRange(part.Select(row => row.Cells[0]));
        }

        Assert.That(read, Is.EqualTo(Enumerable.Range(1, rows).Select(number => number.ToString(CultureInfo.InvariantCulture))));
    }

    [Test]
    public async Task A_row_that_is_refused_comes_with_its_fault_and_the_next_ones_are_read()
    {
        using var table = SheetText.Open("Name,Note\na,\"x\" y\nb,z\n");
        var read = new List<SheetLine>();
        await foreach (var part in RowsAhead.ReadAsync(table, new Folding(table.Headings, []), CancellationToken.None))
        {
            read.AddRange(part);
        }

        Assert.That(read.Select(row => (row.Line, row.Fault is null)), Is.EqualTo(new[] { (2, false), (3, true) }));
    }

    [Test]
    public async Task Whoever_stops_early_has_the_table_for_himself_again()
    {
        using var table = SheetText.Open(Text(100_000));
        await foreach (var part in RowsAhead.ReadAsync(table, new Folding(table.Headings, []), CancellationToken.None))
        {
            Assert.That(part[0].Cells[0], Is.EqualTo("1"));
            break;
        }

        var line = table.Line;
        await Task.Delay(50);
        Assert.That(table.Line, Is.EqualTo(line), "nobody reads on");
        Assert.That(line, Is.LessThan(10_000), "only so far ahead");
    }

    [Test]
    public void A_cancelled_reading_ends()
    {
        using var table = SheetText.Open(Text(100_000));
        using var stop = new CancellationTokenSource();
        Assert.That(async () =>
        {
            await foreach (var _ in RowsAhead.ReadAsync(table, new Folding(table.Headings, []), stop.Token))
            {
                await stop.CancelAsync();
            }
        }, Throws.InstanceOf<OperationCanceledException>());
    }

    private static string Text(int rows)
    {
        var text = new StringBuilder("Number,Name\n");
        for (var row = 1; row <= rows; row++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{row},Product {row}\n");
        }

        return text.ToString();
    }
}
