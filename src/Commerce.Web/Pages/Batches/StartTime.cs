using System.Globalization;
using Commerce.Batches.Recurring;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Batches;

/// <summary>A start as a field of the browser writes it, on the store's own clock.</summary>
public static class StartTime
{
    private const string Written = "yyyy-MM-ddTHH:mm";
    private static readonly TimeSpan Furthest = TimeSpan.FromDays(366);

    public static string? Of(DateTimeOffset? at, string zone) => at is { } moment ? LocalTime.In(moment, zone).ToString(Written, CultureInfo.InvariantCulture) : null;

    /// <summary>The moment, or null for at once, or what is wrong with it in words.</summary>
    public static (DateTimeOffset? At, string? Problem) Read(string? value, string zone, DateTimeOffset now, IStringLocalizer<Words> text)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return (null, null);
        }

        if (!DateTime.TryParseExact(value, [Written, Written + ":ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            return (null, text["This is no date and time."]);
        }

        var at = LocalTime.Of(local, zone);
        return at > now && at < now + Furthest ? (at, null) : (null, text["Choose a time in the next twelve months, or leave it empty to start at once."]);
    }
}
