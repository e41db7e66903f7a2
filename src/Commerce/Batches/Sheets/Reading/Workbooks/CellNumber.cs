using System.Globalization;

namespace Commerce.Batches.Sheets.Reading.Workbooks;

/// <summary>Writes a number of a cell as people mean it: days as 2026-11-26, hours as 16:09, numbers without the noise of their last digits.</summary>
internal static class CellNumber
{
    private const int From1904 = 1462;
    private const double LastDay = 2_958_466;

    public static void Replace(CellText text, int start, NumberFormat format, bool from1904)
    {
        if (!double.TryParse(text[start..], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return;
        text.Cut(start);
        var written = 0;
        if (format == NumberFormat.Number || number < 0 || number >= LastDay)
            number.TryFormat(text.Room(32), out written, "G15", CultureInfo.InvariantCulture);
        else
            At(number, from1904).TryFormat(text.Room(32), out written, Pattern(format, number), CultureInfo.InvariantCulture);
        text.Took(written);
    }

    // Excel believes in 29 February 1900; days before it are one further.
    private static DateTime At(double number, bool from1904)
    {
        var days = from1904 ? number + From1904 : number is >= 1 and < 60 ? number + 1 : number;
        return DateTime.FromOADate(Math.Min(days, LastDay - 1));
    }

    private static string Pattern(NumberFormat format, double number) => format switch
    {
        NumberFormat.Time => "H:mm",
        NumberFormat.Date when number == Math.Floor(number) => "yyyy-MM-dd",
        _ => "yyyy-MM-dd HH:mm",
    };
}
