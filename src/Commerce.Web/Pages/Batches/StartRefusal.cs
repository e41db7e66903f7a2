using System.Globalization;
using Commerce.Batches;
using Commerce.Billing;
using Commerce.Credits;
using Commerce.Web.Face;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>Says why a confirmed batch is not started; nobody pays more than the button they pressed said.</summary>
public static class StartRefusal
{
    /// <summary>The field in which the owner says that the rest is made although too little of the pilot was approved.</summary>
    public const string AnywayField = "anyway";

    /// <returns>Null when nothing stands against it.</returns>
    public static string? Of(IStringLocalizer<Words> text, Figures figures, BatchSummary summary, PilotView? pilot, OverageOffer? offer, IFormCollection form)
    {
        var plan = summary.Plan;
        if (summary.Content.Styles.Count == 0)
        {
            return text["No style is chosen. Go back one step and choose at least one. Nothing was charged."];
        }

        if (plan.Rows == 0)
        {
            return plan.Settled > 0 ? text["Everything the failure report asks for was made meanwhile, or is on its way. Nothing was charged."].Value : new NothingToMakeException().Message;
        }

        if (pilot is { Result.Active: true })
        {
            return text["The pilot is still running. Review it first. Nothing was charged."];
        }

        if (pilot is { Result.Ready: false })
        {
            return figures.Count(
                pilot.Result.ToReview, "1 result of the pilot is not reviewed yet. Approve or reject it first. Nothing was charged.",
                "{0} results of the pilot are not reviewed yet. Approve or reject them first. Nothing was charged.");
        }

        if (pilot is { Result.Warns: true } && form[AnywayField] != "true")
        {
            return text["{0} of {1} reviewed results of the pilot were approved. Say below that the rest is to be made all the same, or change the recipe. Nothing was charged.", pilot.Result.Approved, pilot.Result.Reviewed];
        }

        if (!plan.Affordable && offer is not { Fits: true })
        {
            return new NotEnoughCreditsException(plan.Credits).Message;
        }

        // Nobody buys more credits over the plan than the button said.
        if (offer is not null && !(Seen(form, "overage") is { } agreed && offer.Credits <= agreed))
        {
            return text["{0} would now be bought for {1}. Check it and start again. Nothing was charged.", figures.Credits(offer.Credits), figures.Money(offer.Price)];
        }

        return Dearer(text, figures, plan.Credits, Seen(form));
    }

    /// <summary>When the price moved since the page was opened, the page asks again.</summary>
    public static string? Dearer(IStringLocalizer<Words> text, Figures figures, long credits, long? seen) => credits > seen
        ? text["The cost changed from {0} to {1} since you opened this page. Check it and start again. Nothing was charged.", figures.Credits(seen.Value), figures.Credits(credits)].Value
        : null;

    /// <summary>The credits that the pressed button named.</summary>
    public static long? Seen(IFormCollection form) => Seen(form, "credits");

    /// <summary>The credits that the pilot's button named.</summary>
    public static long? SeenOfPilot(IFormCollection form) => Seen(form, "trial");

    private static long? Seen(IFormCollection form, string field) => long.TryParse(form[field], NumberStyles.None, CultureInfo.InvariantCulture, out var seen) ? seen : null;
}
