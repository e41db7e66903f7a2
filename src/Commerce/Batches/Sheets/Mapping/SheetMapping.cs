namespace Commerce.Batches.Sheets.Mapping;

/// <summary>Which column says what; a field without a column comes from the recipe or is not given.</summary>
/// <param name="Columns">Column indexes by field.</param>
public sealed record SheetMapping(IReadOnlyDictionary<SheetField, int> Columns)
{
    public static SheetMapping None { get; } = new(new Dictionary<SheetField, int>());

    public int? this[SheetField field] => Columns.TryGetValue(field, out var column) ? column : null;

    /// <summary>Whether a row can say what to make something of.</summary>
    public bool NamesProducts => Columns.ContainsKey(SheetField.Product) || Columns.ContainsKey(SheetField.Image);

    /// <summary>The same without columns that a sheet of so many has not.</summary>
    public SheetMapping Within(int columns) => new(Columns.Where(pair => pair.Value >= 0 && pair.Value < columns).ToDictionary());
}
