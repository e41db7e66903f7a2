using System.Globalization;

namespace Commerce.Batches.Sheets.Writing;

/// <summary>What one cell holds: a text, a number or a moment (UTC).</summary>
public readonly record struct SheetCell
{
    private SheetCell(string? text, decimal? number, DateTimeOffset? moment) => (Text, Number, Moment) = (text, number, moment);

    public string? Text { get; }

    public decimal? Number { get; }

    public DateTimeOffset? Moment { get; }

    /// <summary>How a text file holds it.</summary>
    public string Plain => Number is { } number
        ? number.ToString(CultureInfo.InvariantCulture)
        : Moment is { } moment ? moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) : Text ?? "";

    public static implicit operator SheetCell(string? text) => FromString(text);

    public static implicit operator SheetCell(int number) => FromDecimal(number);

    public static implicit operator SheetCell(long number) => FromDecimal(number);

    public static implicit operator SheetCell(decimal number) => FromDecimal(number);

    public static implicit operator SheetCell(DateTimeOffset moment) => FromMoment(moment);

    public static SheetCell FromString(string? text) => new(text, null, null);

    public static SheetCell FromDecimal(decimal number) => new(null, number, null);

    public static SheetCell FromMoment(DateTimeOffset moment) => new(null, null, moment);
}
