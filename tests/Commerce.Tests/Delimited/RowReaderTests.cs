using System.Text;
using Commerce.Delimited;
using FsCheck;
using FsCheck.Fluent;

namespace Commerce.Tests.Delimited;

/// <summary>Searching many characters at once gives what searching one after the other gives, wherever the blocks and the buffer end.</summary>
public sealed class RowReaderTests
{
    private const int Limit = 4_000_000;
    private static readonly string Long = new('x', 150);

    private static readonly Gen<string> Pieces = Gen.Frequency(
        (6, Gen.Elements("a", "b", "ü", "茶", "😀", "\0", Long)),
        (4, Gen.Elements(",", ";", "\t")),
        (3, Gen.Elements("\n", "\r\n", "\r")),
        (3, Gen.Elements("\"", "\"", "\"\"", "\",\"", "\"\n\"")),
        (2, Gen.Elements(" ", "\u00a0", "\u3000", "\v")));

    private static readonly Gen<(string Text, char Delimiter)> Texts =
        from pieces in Gen.ListOf(Pieces)
        from delimiter in Gen.Elements(',', ';', '\t')
        select (string.Concat(pieces), delimiter);

    [Test]
    public void Any_text_is_divided_as_the_reference_divides_it() =>
        Prop.ForAll(Texts.ToArbitrary(), sample => Same(sample.Text, sample.Delimiter, Read(new StringReader(sample.Text), sample.Delimiter)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(60));

    [Test]
    public void Any_text_that_trickles_in_is_divided_the_same() =>
        Prop.ForAll(Texts.ToArbitrary(), sample => Same(sample.Text, sample.Delimiter, Read(new Trickle(sample.Text), sample.Delimiter)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(60));

    [Test]
    public void A_long_text_is_divided_the_same_over_every_end_of_the_buffer() =>
        Prop.ForAll(Texts.ToArbitrary(), sample =>
        {
            // The reference would look through all that follows for each quotation mark that is never closed, which takes hours.
            if (ReferenceRows.Of(Repeated(sample.Text, 4), sample.Delimiter).Any(row => row.Refused))
                return;
            var text = Repeated(sample.Text, 1 + (300_000 / (sample.Text.Length + 1)));
            Same(text, sample.Delimiter, Read(new StringReader(text), sample.Delimiter));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(20).WithEndSize(60));

    [Test]
    public void A_row_within_the_limit_is_never_refused_and_one_far_beyond_it_always([Values(10, 40_000, 140_000, 300_000)] int length)
    {
        var limit = Math.Max(length, 1_000) + 1;
        var text = $"a,{new string('x', length - 2)}\n\"b\",\"{new string('\n', length - 6)}\"\n{new string('y', limit * 9)},\"{new string('z', limit + 300_000)}\"\nc,d\n";
        var rows = Read(new StringReader(text), ',', limit);
        Assert.That(rows.Select(row => row.Fault), Is.EqualTo(new[] { RowFault.None, RowFault.None, RowFault.TooLong, RowFault.None }));
        Assert.That(rows[^1].Line, Is.EqualTo(length - 6 + 4));
    }

    [Test]
    public void A_file_made_to_be_read_again_for_each_row_is_given_up_in_words()
    {
        var text = Repeated("a\",\"", 20_000);
        var error = Assert.Throws<UnreadableFileException>(() => Read(new StringReader(text), ',', 50_000));
        Assert.That(error!.Message, Does.Contain("not closed").And.Contain("line"));
    }

    [Test]
    public void Many_rows_broken_in_themselves_are_left_out_and_the_rest_is_read()
    {
        var rows = Read(new StringReader(Repeated("\"a\"b,c\nd,e", 50_000)), ',', 1_000);
        Assert.That(rows.Count(row => row.Fault == RowFault.None), Is.EqualTo(50_000));
    }

    private static string Repeated(string text, int times) => new StringBuilder().Insert(0, text + "\n", times).ToString();

    private static List<Row> Read(TextReader text, char delimiter, int limit = Limit)
    {
        var reader = new RowReader(text, delimiter, limit);
        var rows = new List<Row>();
        while (reader.Read() is { } row)
            rows.Add(row);
        return rows;
    }

    private static void Same(string text, char delimiter, IReadOnlyList<Row> rows) => Assert.That(
        rows.Select(row => (row.Line, row.Fault != RowFault.None, string.Join('\u0001', row.Fields))),
        Is.EqualTo(ReferenceRows.Of(text, delimiter).Select(row => (row.Line, row.Refused, string.Join('\u0001', row.Fields)))));

    /// <summary>Gives one or two characters at a time.</summary>
    private sealed class Trickle(string text) : TextReader
    {
        private int place;

        public override int Read(char[] buffer, int index, int count)
        {
            var taken = Math.Min(Math.Min(count, 1 + (place % 2)), text.Length - place);
            text.CopyTo(place, buffer, index, taken);
            place += taken;
            return taken;
        }
    }
}
