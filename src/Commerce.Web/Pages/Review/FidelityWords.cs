namespace Commerce.Web.Pages.Review;

/// <summary>The fidelity score in plain words.</summary>
public static class FidelityWords
{
    private const float Kept = 0.99f;
    private const float Nearly = 0.95f;
    private const float Mostly = 0.85f;

    /// <summary>Key of the sentence for a share of the product's own pixels that was kept, 0 to 1.</summary>
    public static string Of(float fidelity) => fidelity switch
    {
        >= Kept => "Inside its outline the product is your own picture.",
        >= Nearly => "The product is nearly unchanged; light and edges were adapted.",
        >= Mostly => "The product was adapted in places. Compare it with the source.",
        _ => "The product differs from the source. Look closely.",
    };

    /// <summary>Whole percent, rounded down: 100 stands for nothing less.</summary>
    public static int Percent(float fidelity) => (int)Math.Floor(fidelity * 100);
}
