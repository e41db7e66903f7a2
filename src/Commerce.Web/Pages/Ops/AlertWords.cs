using Commerce.Alerts;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Ops;

/// <summary>An alert in words: what is wrong, whom it is about, where to look.</summary>
public static class AlertWords
{
    /// <param name="text">The words of the request's language.</param>
    /// <param name="alert">The alert.</param>
    /// <param name="shops">Addresses of stores by id; what is not in it is said as it is.</param>
    public static string Title(IStringLocalizer<Words> text, Alert alert, IReadOnlyDictionary<Guid, string> shops) => alert.Code switch
    {
        AlertCodes.LedgerUnbalanced => text["The ledger of {0} does not add up", Subject(alert, shops)],
        _ => text["{0}: {1}", alert.Code, Subject(alert, shops)],
    };

    /// <summary>Where it can be looked into; null where there is no page for it.</summary>
    public static string? Href(Alert alert) => alert.Code == AlertCodes.LedgerUnbalanced ? $"/ops/stores?store={alert.Subject}" : null;

    private static string Subject(Alert alert, IReadOnlyDictionary<Guid, string> shops) =>
        Guid.TryParse(alert.Subject, out var id) && shops.TryGetValue(id, out var shop) ? shop : alert.Subject;
}
