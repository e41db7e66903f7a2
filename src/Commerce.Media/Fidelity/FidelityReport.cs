namespace Commerce.Media.Fidelity;

/// <summary>How truly a picture shows a product, measured inside the product's outline.</summary>
/// <param name="Score">0 to 1, 1 for the source's own pixels; null when there was nothing to compare.</param>
/// <param name="ColourDifference">Mean ΔE in Oklab, times 100; about 2 is just visible side by side.</param>
/// <param name="Structure">Mean structural similarity of the lightness, 0 to 1.</param>
/// <param name="Edges">Share of the edges that are where they were and run the same way, 0 to 1.</param>
/// <param name="Place">Where the product was found.</param>
/// <param name="Reason">Why there is no score: <c>no-outline</c> or <c>not-found</c>; null when there is one.</param>
public sealed record FidelityReport(double? Score, double? ColourDifference, double? Structure, double? Edges, ProductPlace? Place, string? Reason)
{
    /// <summary>The product's outline in the source is not known, so nothing can be said about what is inside of it.</summary>
    public const string NoOutline = "no-outline";

    /// <summary>Nothing in the picture is enough like the product.</summary>
    public const string NotFound = "not-found";

    internal static FidelityReport Without(string reason) => new(null, null, null, null, null, reason);
}
