using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;
using Commerce.Batches.Sheets.Mapping;
using Commerce.Batches.Sheets.Writing;

namespace Commerce.Batches.Sheets.Checking;

/// <summary>
/// Understands rows one after the other: what each cell says, and in words what it cannot say. Lines that only continue
/// the row above, as product exports have them, ask for nothing of their own.
/// </summary>
internal sealed partial class RowTyping
{
    private const int LongestWords = 60;
    private const int MostCopies = 1_000_000;
    private static readonly SearchValues<char> Dividers = SearchValues.Create(",;|\n");
    private static readonly string Ratios = string.Join(", ", SheetRatio.All);
    private readonly SheetMapping mapping;
    private readonly SheetLayout layout;
    private readonly IReadOnlyList<string> headings;
    private readonly Known<string?> styles = new(value => StyleNames.Find(value)?.Key);
    private readonly Known<string?> ratios = new(SheetRatio.Find);
    private readonly Known<string?> languages = new(SheetLanguage.Find);
    private readonly Known<decimal?> counts = new(value => decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number) ? number : null);
    private readonly Known<Styles.Style?> looks = new(Styles.StyleCatalogue.Find);
    private readonly int[] columns;
    private readonly int copyColumn;
    private readonly (string Cell, string Text)[] said;

    public RowTyping(IReadOnlyList<string> headings, SheetMapping mapping)
    {
        (this.headings, this.mapping, layout) = (headings, mapping, SheetLayouts.Of(headings));
        columns = [.. Enum.GetValues<SheetField>().Select(field => mapping[field] ?? int.MaxValue)];
        copyColumn = layout == SheetLayout.Report && ReportColumns.Start(headings) is { } start ? start + 1 : int.MaxValue;
        said = new (string, string)[columns.Length];
    }

    /// <summary>The next row; null when it belongs to the row above.</summary>
    public TypedRow? Next(SheetLine read)
    {
        if (read.Fault is { } fault)
        {
            var broken = new TypedRow(read.Line, read.Cells);
            broken.Errors.Add(new RowError("", fault.Code, fault.Sentence, "Correct this line in the file and upload it again."));
            return broken;
        }
        if (read.Continues)
            return null;
        var row = new TypedRow(read.Line, read.Cells);
        Fill(row);
        return row;
    }

    private void Fill(TypedRow row)
    {
        row.Name = Text(row, SheetField.Name, SheetLimits.Name);
        row.Description = Text(row, SheetField.Description, SheetLimits.Description);
        row.Image = FirstPicture(Text(row, SheetField.Image, SheetLimits.Description));
        row.Product = Text(row, SheetField.Product, SheetLimits.Name);
        row.Prompt = Text(row, SheetField.Prompt, RecipeLimits.Prompt);
        row.Style = Choice(row, SheetField.Style, styles, StyleNames.NearestTo, "style_unknown", "There is no style {0}.", StyleNames.All);
        row.Ratio = Choice(row, SheetField.Ratio, ratios, SheetRatio.NearestTo, "ratio_unknown", "The ratio {0} is not offered.", Ratios);
        row.Language = Choice(row, SheetField.Language, languages, SheetLanguage.NearestTo, "language_unknown", "The language {0} is not known.", "a code such as en or de, or a name such as German") ?? "";
        row.Copies = Copies(row);
        NameCopy(row);
        if (row is { Style: { } style, Ratio: { } ratio } && looks.Find(style) is { } known && known.Format(ratio) is null)
            Tell(row, SheetField.Ratio, "ratio_not_offered", $"{known.Name} is not made in {ratio}.", $"Take {string.Join(" or ", known.Formats.Select(format => format.Ratio))}, or leave the cell empty.");
        if (row.Image.Length == 0 && row.Product.Length == 0)
            Tell(row, mapping[SheetField.Image] is null ? SheetField.Product : SheetField.Image, "image_missing", "No picture to work from and no product of your catalogue is named.", "Give a picture's web address, its path in the ZIP, or a product's handle.");
    }

    private string Text(TypedRow row, SheetField field, int longest)
    {
        var column = columns[(int)field];
        if (column >= row.Cells.Length)
            return "";
        var cell = row.Cells[column];
        if (cell.Length == 0)
            return "";
        // Rows that share a cell's text share what it says.
        ref var before = ref said[(int)field];
        if (ReferenceEquals(before.Cell, cell))
            return before.Text;
        var whole = layout == SheetLayout.Report ? FormulaGuard.Take(cell.Trim()) : cell;
        var text = layout == SheetLayout.Report ? whole : whole.AsSpan().Trim();
        if (text.IsEmpty)
            return "";
        if (text[0] == '=' || (text[0] == '#' && ErrorValue().IsMatch(text)))
        {
            Tell(row, field, "formula", $"The cell holds a formula or its error, not a value: {Short(text.ToString())}.", "Put the value itself into the cell.");
            return "";
        }
        if (text.Length > longest)
        {
            Tell(row, field, "too_long", $"The text has {text.Length} characters; at most {longest} are taken.", "Shorten it.");
            return "";
        }
        before = (cell, PlainText.Of(whole, text));
        return before.Text;
    }

    private string? Choice(TypedRow row, SheetField field, Known<string?> known, Func<string, string?> nearest, string code, string sentence, string all)
    {
        var text = Text(row, field, SheetLimits.Address);
        if (text.Length == 0)
            return null;
        var found = known.Find(text);
        if (found is null)
            Tell(row, field, code, string.Format(CultureInfo.InvariantCulture, sentence, Short(text)), nearest(text) is { } meant ? $"Did you mean {meant}?" : $"Choose one of: {all}.");
        return found;
    }

    private int? Copies(TypedRow row)
    {
        var text = Text(row, SheetField.Count, SheetLimits.Name);
        if (text.Length == 0)
            return null;
        if (counts.Find(text) is not { } number)
        {
            Tell(row, SheetField.Count, "count_unreadable", $"{Short(text)} is not a whole number.", $"Write a number from 1 to {RecipeLimits.Copies}.");
            return null;
        }
        if (number is >= 1 and <= RecipeLimits.Copies)
            return (int)number;
        Tell(row, SheetField.Count, "count_out_of_range", $"{Short(text)} results of one row are not made at once.", $"Write {(number < 1 ? 1 : RecipeLimits.Copies)}; from 1 to {RecipeLimits.Copies} are possible.");
        return null;
    }

    // A line of a failure report stands for one copy of one style in one ratio: without any of these it would ask for more than failed.
    private void NameCopy(TypedRow row)
    {
        var text = copyColumn < row.Cells.Length ? row.Cells[copyColumn].Trim() : "";
        if (text.Length == 0 || !row.Good)
            return;
        if (counts.Find(text) is not (>= 1 and <= MostCopies and var number))
            row.Errors.Add(new RowError(headings[copyColumn], "copy_unreadable", $"{Short(text)} is not the number of a copy.", "Take the cell from the failure report, or empty it to ask for a new row."));
        else if (row.Style is null || row.Ratio is null)
            Tell(row, row.Style is null ? SheetField.Style : SheetField.Ratio, "report_incomplete", "The line does not say any more in which style and ratio it failed.", "Take both from the failure report, or empty the cell “Copy” to ask for a new row.");
        else if (row.Copies is null or 1)
            row.Copy = (int)number - 1;
    }

    private void Tell(TypedRow row, SheetField field, string code, string message, string fix) =>
        row.Errors.Add(new RowError(mapping[field] is { } column && column < headings.Count ? headings[column] : "", code, message, fix));

    private static string FirstPicture(string list) => list.AsSpan().ContainsAny(Dividers) ? Catalogue.Files.CatalogueImages.Divide(list).FirstOrDefault("") : list;

    private static string Short(string text) => text.Length <= LongestWords ? $"“{text}”" : $"“{text[..LongestWords]}…”";

    [GeneratedRegex(@"^#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)$")]
    private static partial Regex ErrorValue();
}
