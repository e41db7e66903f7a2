using System.Globalization;

namespace Commerce.Batches.Sheets.Mapping;

/// <summary>The first values of one column: what they look like decides where headings leave a doubt.</summary>
public sealed class ColumnSample(string heading, IEnumerable<string> values)
{
    private static readonly string[] PictureEndings = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif", ".heic"];
    private readonly List<string> filled = [.. values.Where(value => value.Length > 0)];

    public string Heading { get; } = heading;

    /// <summary>How well the column fits a field: a known heading counts most, what the cells look like decides between equals.</summary>
    public int Score(SheetField field)
    {
        var named = Headings.Find(Heading) == field ? 100 : Headings.Hint(Heading) == field ? 50 : 0;
        if (filled.Count == 0)
            return named;
        var looks = (int)(40 * Share(value => Looks(field, value)));
        // A name promises a kind of value; a column that keeps none of it is another one.
        return named > 0 && looks == 0 && field is SheetField.Ratio or SheetField.Count or SheetField.Style or SheetField.Language ? named / 4 : named + looks;
    }

    private double Share(Func<string, bool> test) => (double)filled.Count(test) / filled.Count;

    private static bool Looks(SheetField field, string value) => field switch
    {
        SheetField.Image => IsPicture(value),
        SheetField.Ratio => SheetRatio.Find(value) is not null,
        SheetField.Count => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= RecipeLimits.Copies,
        SheetField.Language => SheetLanguage.Find(value) is not null,
        SheetField.Style => StyleNames.Find(value) is not null,
        SheetField.Description => value.Length > 60,
        SheetField.Name => value.Length is > 3 and <= 120 && value.Contains(' ', StringComparison.Ordinal) && !IsPicture(value),
        SheetField.Product => value.Length is > 2 and <= 100 && !value.Contains(' ', StringComparison.Ordinal) && value.AsSpan().ContainsAnyInRange('0', 'z'),
        SheetField.Prompt => value.Length is > 12 and <= RecipeLimits.Prompt && value.Contains(' ', StringComparison.Ordinal),
        _ => false,
    };

    private static bool IsPicture(string value) =>
        value.StartsWith("http://", StringComparison.OrdinalIgnoreCase) || value.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
        || PictureEndings.Any(ending => value.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
