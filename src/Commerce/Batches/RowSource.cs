using Commerce.Catalogue;

namespace Commerce.Batches;

/// <summary>Where a batch's rows come from.</summary>
public abstract record RowSource
{
    private RowSource()
    {
    }

    /// <summary>Products to keep to; empty means all of them.</summary>
    public IReadOnlyList<Guid> Only { get; init; } = [];

    /// <summary>Batches that made some of these rows already: what they delivered, or still make, is left out.</summary>
    public IReadOnlyList<Guid> MadeBy { get; init; } = [];

    /// <summary>Chosen products, in the order of their titles.</summary>
    public sealed record Products(IReadOnlyList<Guid> Ids) : RowSource;

    /// <summary>Every product that matches when the batch is started; what matches later is not added.</summary>
    public sealed record Matching(CatalogueFilter Filter) : RowSource;

    /// <summary>The rows of a batch that failed for one reason, each with its own words; where the recipe leaves out what failed, what it names instead.</summary>
    /// <param name="Code">Of the failure; empty for rows that have none.</param>
    public sealed record Failed(Guid BatchId, string Code) : RowSource;

    /// <summary>Every valid row of a validated spreadsheet, in the spreadsheet's order.</summary>
    public sealed record Sheet(Guid SheetId) : RowSource;
}
