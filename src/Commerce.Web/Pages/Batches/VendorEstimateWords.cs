using Commerce.Batches;
using Commerce.Routing;
using Commerce.Web.Face;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>What AI providers are expected to charge, in words.</summary>
public static class VendorEstimateWords
{
    /// <summary>What a style in a format costs at its provider; the app's own accounts cost the store nothing but credits.</summary>
    public static string Charged(IStringLocalizer<Words> text, Figures figures, VendorShare share) => share switch
    {
        { Vendor: null } => "–",
        { OwnKey: false } => text["In the credits"],
        { UsdEach: { } each } => text["{0}, {1} each", figures.Dollars(share.Usd!.Value), figures.Dollars(each)],
        _ => text["Not known"],
    };

    /// <summary>What the table leaves open.</summary>
    public static IEnumerable<string> Sentences(IStringLocalizer<Words> text, Figures figures, VendorEstimate estimate)
    {
        if (estimate.Shares.Any(share => share.Vendor is null))
        {
            yield return text["What nobody can make fails and gives its credits back. Choose the built-in renderer or another model for it, or connect a provider in the settings."];
        }

        foreach (var total in estimate.Totals.Where(total => total is { OwnKey: true, Usd: > 0 }))
        {
            yield return total.MostUsd > total.Usd
                ? text["About {0} on your account at {1}; up to {2} when orders go to dearer models because the first ones fail.", figures.Dollars(total.Usd), Vendor.NameOf(total.Vendor), figures.Dollars(total.MostUsd)]
                : text["About {0} on your account at {1}.", figures.Dollars(total.Usd), Vendor.NameOf(total.Vendor)];
        }

        foreach (var total in estimate.Totals.Where(total => total.DayUsd is { } most && total.Usd > most))
        {
            yield return total.Days is { } days
                ? text["Your limit of {0} a day for {1} spreads it over {2} days or more.", figures.Dollars(total.DayUsd!.Value), Vendor.NameOf(total.Vendor), figures.Number(days)]
                : text["Your limit for {0} is nothing a day, so these go to others or wait.", Vendor.NameOf(total.Vendor)];
        }

        if (estimate.CutoutUsd is { } cutout)
        {
            yield return text["Where the built-in renderer cannot cut a product out of its photo, a provider does, once for each photo, for about {0} on your account there.", figures.Dollars(cutout)];
        }

        if (estimate.Shares.Any(share => share is { OwnKey: true, UsdEach: null }))
        {
            yield return text["Where the price is not known, the provider's own price list says what it takes."];
        }
    }
}
