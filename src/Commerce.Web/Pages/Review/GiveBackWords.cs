using Commerce.Review;
using Commerce.Web.Face;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Review;

/// <summary>What a decision did to the owner's credits.</summary>
public static class GiveBackWords
{
    /// <returns>Null when it did nothing.</returns>
    public static string? Of(ReviewOutcome outcome, Figures figures, IStringLocalizer<Words> text) => outcome switch
    {
        { GivenBack: > 0, KeptBack: > 0 } => text["Given back: {0}. For the rest the share that may come back is used up.", figures.Credits(outcome.GivenBack)].Value,
        { GivenBack: > 0 } => text["Given back: {0}.", figures.Credits(outcome.GivenBack)].Value,
        { GivenBack: < 0 } => text["Paid again: {0}.", figures.Credits(-outcome.GivenBack)].Value,
        { KeptBack: > 0 } => text["Rejected. The share of credits that may come back is used up."].Value,
        _ => null,
    };
}
