namespace Commerce.Batches;

/// <summary>Whom a plan's rows would go to besides this machine, and what is expected to be charged there, before anything is spent.</summary>
/// <param name="Shares">In the plan's order; empty when everything is made on this machine.</param>
/// <param name="Totals">By vendor, in the order in which they come first.</param>
public sealed record VendorEstimate(IReadOnlyList<VendorShare> Shares, IReadOnlyList<VendorTotal> Totals)
{
    /// <summary>US dollars for cutting one product out of its photo with the store's own key; null when none is bought, or not for its money.</summary>
    public decimal? CutoutUsd { get; init; }

    /// <summary>Whether vendors have any part in it that the store should know of.</summary>
    public bool Any => Shares.Count > 0 || CutoutUsd is not null;
}

/// <summary>One style in one format that vendors make.</summary>
/// <param name="Rows">How many are to be made.</param>
/// <param name="Vendor">Who is asked first; null when nobody can make it.</param>
/// <param name="Model">The vendor's id of the model.</param>
/// <param name="OwnKey">Whether the store's own account there pays.</param>
/// <param name="UsdEach">Expected US dollars for each; null when the price is not known.</param>
public sealed record VendorShare(string Style, int Width, int Height, int Rows, string? Vendor, string? Model, bool OwnKey, decimal? UsdEach)
{
    /// <summary>US dollars for each, were it made by the dearest model that can make it and that the store pays; null when no price is known.</summary>
    public decimal? MostUsdEach { get; init; }

    public decimal? Usd => UsdEach * Rows;
}

/// <summary>What one vendor is expected to charge.</summary>
/// <param name="Usd">US dollars, of the rows whose price is known.</param>
/// <param name="MostUsd">The same, were each made by the dearest model that can make it.</param>
/// <param name="DayUsd">The store's limit of a day; null without one.</param>
public sealed record VendorTotal(string Vendor, bool OwnKey, decimal Usd, decimal MostUsd, decimal? DayUsd)
{
    /// <summary>How many days the limit spreads it over, at least; null without a limit or when nothing fits under it.</summary>
    public int? Days => DayUsd is > 0 and var most ? (int)Math.Min(int.MaxValue, Math.Ceiling(Usd / most)) : null;
}
