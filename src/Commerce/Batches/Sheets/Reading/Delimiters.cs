using Commerce.Batches.Sheets.Mapping;
using Commerce.Delimited;

namespace Commerce.Batches.Sheets.Reading;

/// <summary>Finds out what divides the columns of a text file.</summary>
internal static class Delimiters
{
    private const int Rows = 25;
    private static readonly char[] Known = [',', ';', '\t', '|', '^', '~', ':', '\u001f'];

    /// <summary>The delimiter under which most rows are as wide as the first one and most of its headings are known; a comma when none divides anything.</summary>
    public static char Detect(string sample)
    {
        if (sample.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && sample.Length > 4)
            return sample[4];
        return Known.MaxBy(delimiter => Score(sample, delimiter));
    }

    private static int Score(string sample, char delimiter)
    {
        var reader = new RowReader(new StringReader(sample), delimiter, sample.Length + 1);
        if (reader.Read() is not { Fault: RowFault.None, Fields: { Count: > 1 } headings })
            return 0;
        var (rows, alike) = (0, 0);
        while (rows < Rows && reader.Next())
        {
            rows++;
            alike += reader.Count == headings.Count ? 1 : 0;
        }
        var known = headings.Count(heading => Headings.Find(heading) is not null);
        return (rows == 0 ? 50 : 100 * alike / rows) + 25 * known + Math.Min(headings.Count, 20);
    }
}
