namespace Commerce.Batches.Sheets.Checking;

/// <summary>One row with its cells understood as far as the sheet alone allows.</summary>
internal sealed class TypedRow(int line, string[] cells)
{
    private List<RowError>? errors;

    public int Line { get; } = line;

    public string[] Cells { get; } = cells;

    public string Name { get; set; } = "";

    public string Description { get; set; } = "";

    public string Image { get; set; } = "";

    public string Product { get; set; } = "";

    public string? Style { get; set; }

    public string Prompt { get; set; } = "";

    public string? Ratio { get; set; }

    public int? Copies { get; set; }

    /// <summary>The copy of its order that a failure report names, counted from 0.</summary>
    public int? Copy { get; set; }

    public string Language { get; set; } = "";

    public Guid? ProductId { get; set; }

    public Guid? SourceImageId { get; set; }

    /// <summary>A picture that the row brings along: of a product of the catalogue, or to make a product of; null when the shop's is used.</summary>
    public RowPicture? Picture { get; set; }

    // Few rows have any.
    public List<RowError> Errors => errors ??= [];

    public bool Good => errors is null or { Count: 0 };
}
