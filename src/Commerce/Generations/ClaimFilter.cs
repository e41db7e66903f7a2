namespace Commerce.Generations;

/// <summary>Which due rows a claim may take when places are limited.</summary>
/// <param name="Placed">True: only rows that already stand in a place or at their provider; false: only others; null: both.</param>
/// <param name="Only">Rows of this provider alone; null for any.</param>
/// <param name="Without">Rows of none of these providers.</param>
public sealed record ClaimFilter(bool? Placed, string? Only, string[] Without)
{
    public static readonly ClaimFilter Any = new(null, null, []);
}
