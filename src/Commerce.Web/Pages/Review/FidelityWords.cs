using Commerce.Library;
using Commerce.Styles;

namespace Commerce.Web.Pages.Review;

/// <summary>The fidelity score in plain words.</summary>
public static class FidelityWords
{
    // A product that was only moved and scaled by a model's picture scores from here on: finding it again costs some of the score.
    private const float Nearly = 0.82f;
    private const float Mostly = 0.65f;

    /// <summary>Key of the sentence for an asset's score.</summary>
    public static string Of(Asset asset) => Of(asset.Fidelity ?? 0, asset.Provider == LocalModel.Name);

    /// <param name="fidelity">0 to 1.</param>
    /// <param name="ours">Made by the built-in renderer, which only moves and scales the product's own pixels.</param>
    public static string Of(float fidelity, bool ours) => (fidelity, ours) switch
    {
        (_, true) => "Inside its outline the product is your own picture; what is missing is the file's compression.",
        ( >= Nearly, _) => "The product is nearly unchanged; light and edges were adapted.",
        ( >= Mostly, _) => "The product was adapted in places. Compare it with the source.",
        _ => "The product differs from the source. Look closely.",
    };

    /// <summary>Whole percent, rounded down: 100 stands for nothing less.</summary>
    public static int Percent(float fidelity) => (int)Math.Floor(fidelity * 100);
}
