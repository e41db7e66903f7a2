using System.Globalization;
using Commerce.Shopify.Billing;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Face;

/// <summary>Numbers and times the way a person reads them, in the language of the request and the zone of its store.</summary>
public sealed class Figures(IStringLocalizer<Words> text, TimeProvider time, StoreZone store)
{
    /// <summary>The one-sentence for exactly one, the many-sentence with the number in <c>{0}</c> otherwise.</summary>
    public string Count(long number, string one, string many) =>
        number == 1 ? text[one].Value : text[many, Number(number)].Value;

    public string Number(long number) => number.ToString("N0", CultureInfo.CurrentCulture);

    public string Credits(long credits) => Count(credits, "1 credit", "{0} credits");

    /// <summary>An amount with the sign of its currency, as merchants know it.</summary>
    public string Money(Money money)
    {
        var sign = money.Currency switch { "USD" => "$", "EUR" => "€", "GBP" => "£", "JPY" => "¥", _ => null };
        var amount = money.Amount.ToString(money.Amount == decimal.Truncate(money.Amount) ? "N0" : "N2", CultureInfo.CurrentCulture);
        return sign is null ? $"{amount} {money.Currency}" : $"{sign}{amount}";
    }

    /// <summary>An amount in US dollars with the parts of a cent that matter where single results are cheap.</summary>
    public string Dollars(decimal usd) => $"${usd.ToString(usd == decimal.Truncate(usd) ? "N0" : "#,##0.00##", CultureInfo.CurrentCulture)}";

    /// <summary>A day, in the language of the request.</summary>
    public string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>A day of the calendar, in the language of the request.</summary>
    public string Date(DateOnly day) => day.ToString("d MMMM yyyy", CultureInfo.CurrentCulture);

    /// <summary>How long ago, up to a week; the date beyond.</summary>
    public string Ago(DateTimeOffset at)
    {
        var age = time.GetUtcNow() - at;
        return age switch
        {
            { TotalMinutes: < 1 } => text["just now"].Value,
            { TotalHours: < 1 } => Count((long)age.TotalMinutes, "1 minute ago", "{0} minutes ago"),
            { TotalDays: < 1 } => Count((long)age.TotalHours, "1 hour ago", "{0} hours ago"),
            { TotalDays: < 7 } => Count((long)age.TotalDays, "1 day ago", "{0} days ago"),
            _ => Local(at, "d MMM yyyy"),
        };
    }

    /// <summary>Day and minute.</summary>
    public string Moment(DateTimeOffset at) => Local(at, "d MMM yyyy, HH:mm");

    /// <summary>The time of day to the second.</summary>
    public string Clock(DateTimeOffset at) => Local(at, "HH:mm:ss");

    /// <summary>All of a time: weekday, date, second, the zone's name and how far it was from UTC then.</summary>
    public string Exactly(DateTimeOffset at) => text["{0}, {1} (UTC{2})", Local(at, "dddd, d MMMM yyyy, HH:mm:ss"), store.Zone.Id, Local(at, "zzz")].Value;

    /// <summary>A length of time rounded to what matters: seconds under two minutes, minutes under two hours.</summary>
    public string Length(TimeSpan length) => length switch
    {
        { TotalMinutes: < 2 } => Count((long)Math.Ceiling(length.TotalSeconds), "1 second", "{0} seconds"),
        { TotalHours: < 2 } => Count((long)Math.Ceiling(length.TotalMinutes), "1 minute", "{0} minutes"),
        { TotalDays: < 2 } => Count((long)Math.Ceiling(length.TotalHours), "1 hour", "{0} hours"),
        _ => Count((long)Math.Ceiling(length.TotalDays), "1 day", "{0} days"),
    };

    /// <summary>A size in bytes, kilobytes or megabytes, powers of ten.</summary>
    public string Size(long bytes) => bytes switch
    {
        < 1_000 => text["{0} bytes", Number(bytes)].Value,
        < 1_000_000 => text["{0} kB", Number(bytes / 1_000)].Value,
        _ => text["{0} MB", (bytes / 1_000_000m).ToString("N1", CultureInfo.CurrentCulture)].Value,
    };

    private string Local(DateTimeOffset at, string format) => TimeZoneInfo.ConvertTime(at, store.Zone).ToString(format, CultureInfo.CurrentCulture);
}
