using Commerce.Routing;
using Commerce.Web.Face;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Settings;

/// <summary>Vendors, their keys and the ways to share orders out, in words.</summary>
public static class ProviderWords
{
    /// <summary>What a vendor makes.</summary>
    public static string Makes(IStringLocalizer<Words> text, Vendor vendor) =>
        vendor is { Images: true, Videos: true } ? text["Pictures and videos"] : vendor.Images ? text["Pictures"] : text["Videos"];

    /// <summary>With whose key it is connected.</summary>
    public static (Tone Tone, string Words) State(IStringLocalizer<Words> text, ProviderLine line) => line switch
    {
        { Own.Failure: KeyChecks.Wrong or KeyChecks.Lost } => (Tone.Critical, text["Your key does not work"]),
        { Own: not null, Rest.KeyRefused: true } => (Tone.Critical, text["Your key does not work"]),
        { Shared: true, Own: null, Rest.KeyRefused: true } => (Tone.Critical, text["The app's key is not accepted"]),
        { Own.Failure: KeyChecks.Empty } => (Tone.Warning, text["Your account there is empty"]),
        { Connected: true, Rest: not null } => (Tone.Warning, text["Does not answer just now"]),
        { Own: not null } => (Tone.Success, text["Connected with your key"]),
        { Shared: true } => (Tone.Success, text["Connected with the app's key"]),
        _ => (Tone.Neutral, text["Not connected"]),
    };

    /// <summary>What becomes of orders while nothing is asked of a vendor, and what helps; null when they go there.</summary>
    public static string? Resting(IStringLocalizer<Words> text, ProviderLine line) => line switch
    {
        { Rest: null } or { Connected: false } => null,
        { Rest.KeyRefused: false } => text["It is tried again by itself. Until then its orders go to others or wait."].Value,
        { Own: not null } => text["{0} refused an order because of the key. Replace it; until then its orders go to others or wait.", line.Vendor.Name].Value,
        _ => text["{0} refused an order because of the app's key. Whoever runs the app has to mend that, or add a key of your own; until then its orders go to others or wait.", line.Vendor.Name].Value,
    };

    /// <summary>What the vendor said when it was asked about a key, and what that means.</summary>
    /// <param name="text">The words of the request's language.</param>
    /// <param name="vendor">The vendor.</param>
    /// <param name="said">See <see cref="KeyChecks.AskAsync"/>.</param>
    public static string Said(IStringLocalizer<Words> text, Vendor vendor, string said) => said switch
    {
        "" => text["{0} accepts the key.", vendor.Name],
        KeyChecks.Wrong => text["{0} does not accept the key. Copy it again from your account there, or make a new one.", vendor.Name],
        KeyChecks.Empty => text["{0} accepts the key, but the account has no credit left. Top it up there; until then its orders go to others.", vendor.Name],
        KeyChecks.Lost => text["The key can no longer be opened here. Enter it again."],
        KeyChecks.TooOften => text["{0} was asked {1} times within a minute, so it was not asked again. Try again in a minute.", vendor.Name, KeyChecks.Most],
        "rate-limited" => text["{0} takes no more questions just now. Test again in a minute.", vendor.Name],
        _ => text["{0} does not answer just now, so nothing is known of the key. Test again later.", vendor.Name],
    };

    /// <summary>A way to share orders out.</summary>
    public static string Goal(IStringLocalizer<Words> text, RoutingGoal goal) => goal switch
    {
        RoutingGoal.Cheapest => text["Cheapest"],
        RoutingGoal.Best => text["Best"],
        RoutingGoal.Fastest => text["Fastest"],
        _ => text["Balanced"],
    };

    /// <summary>What a way to share orders out means.</summary>
    public static string GoalMeans(IStringLocalizer<Words> text, RoutingGoal goal) => goal switch
    {
        RoutingGoal.Cheapest => text["The lowest price first; of two at the same price, the one with better quality."],
        RoutingGoal.Best => text["The highest grade of quality first, whatever it costs."],
        RoutingGoal.Fastest => text["The shortest wait first, as measured over the last three days."],
        _ => text["Good quality at a fair price without long waits. Quality counts half, price and wait share the rest."],
    };
}
