using Commerce.Alerts;
using Commerce.Generations;
using Commerce.Routing;
using Commerce.Web.Face;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Ops;

/// <summary>An alert in words: what is wrong, whom it is about, what helps, where to look.</summary>
public static class AlertWords
{
    /// <param name="text">The words of the request's language.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="shops">Addresses of stores by id; what is not in it is said as it is.</param>
    public static string Title(IStringLocalizer<Words> text, Alert alert, IReadOnlyDictionary<Guid, string> shops) => alert.Code switch
    {
        AlertCodes.LedgerUnbalanced => text["The ledger of {0} does not add up", Subject(alert, shops)],
        AlertCodes.ProviderSilent => text["{0} does not answer", alert.Subject],
        AlertCodes.KeyRefused => text["{0} does not accept our key", Vendor.NameOf(alert.Subject)],
        AlertCodes.ModelUnlisted => text["{0} is gone from its vendor's list, and recipes in use name it", alert.Subject],
        AlertCodes.ModelEnding => text["{0} ends soon, and recipes in use name it", alert.Subject],
        AlertCodes.RecurringUnstartable => text["The recurring run {0} could not be started", alert.Subject],
        _ => text["{0}: {1}", alert.Code, Subject(alert, shops)],
    };

    /// <summary>What it means, what an operator can do, and when it is over.</summary>
    /// <param name="text">The words of the request's language.</param>
    /// <param name="figures">How times are said.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="circuits">Providers that nothing is asked of for now.</param>
    public static string Help(IStringLocalizer<Words> text, Figures figures, Alert alert, IReadOnlyList<ProviderCircuit> circuits) => alert.Code switch
    {
        AlertCodes.ProviderSilent => text[
            "Look at its status page, then at our key and account there. Its rows wait and nobody is charged; {0}, and with the first answer they go on and this closes by itself.",
            circuits.FirstOrDefault(circuit => circuit.Provider == alert.Subject)?.ProbeAt is { } probe ? text["one of them tries again from {0} on", figures.Clock(probe)] : text["one of them tries again soon"]],
        AlertCodes.KeyRefused => text["Make a new key in our account there and set it. Orders go to other providers meanwhile, and those that can go nowhere else wait; with the first order that it takes this closes by itself."],
        AlertCodes.ModelUnlisted => text["See at the vendor whether it was shut down. If so, set the day and a successor here, so that stores are told what to take instead. It closes by itself at night when the vendor lists it again or no recipe names it."],
        AlertCodes.ModelEnding => text["Stores see the warning on their recipes, with what to take instead. See that it has a successor here. It closes by itself at night when no recipe names it any more."],
        AlertCodes.RecurringUnstartable => text["It was paused and its owner is told on its page; nothing was charged. The log says what stood against it: often a style that was removed or a model without a price. It closes when the owner resumes or deletes the run."],
        _ => text["It closes by itself when the next check finds it gone."],
    };

    /// <summary>Where it can be looked into; null where there is no page for it.</summary>
    public static string? Href(Alert alert) => alert.Code switch
    {
        AlertCodes.LedgerUnbalanced => $"/ops/stores?store={alert.Subject}",
        AlertCodes.ModelEnding or AlertCodes.ModelUnlisted => $"/ops/model?name={Uri.EscapeDataString(alert.Subject)}",
        _ => null,
    };

    private static string Subject(Alert alert, IReadOnlyDictionary<Guid, string> shops) =>
        Guid.TryParse(alert.Subject, out var id) && shops.TryGetValue(id, out var shop) ? shop : alert.Subject;
}
