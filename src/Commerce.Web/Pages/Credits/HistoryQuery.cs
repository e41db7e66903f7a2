using System.Globalization;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Web.Face;
using Microsoft.AspNetCore.Mvc;

namespace Commerce.Web.Pages.Credits;

/// <summary>Which lines of the history somebody asked for, as the address says it.</summary>
public sealed class HistoryQuery
{
    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>One kind of line, in the table's spelling.</summary>
    [FromQuery(Name = "kind")]
    public string? KindText { get; set; }

    [FromQuery(Name = "batch")]
    public Guid? Batch { get; set; }

    [FromQuery(Name = "product")]
    public Guid? Product { get; set; }

    /// <summary>The first day, by the store's calendar.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>The last day, which belongs to it.</summary>
    [FromQuery(Name = "to")]
    public string? To { get; set; }

    public EntryKind? Kind => IndexModel.Kinds.Cast<EntryKind?>().FirstOrDefault(kind => EnumText.Of(kind!.Value) == KindText);

    public bool Narrow => Kind is not null || Batch is not null || Product is not null || FirstDay is not null || LastDay is not null;

    /// <summary>The days that were understood, as a date field takes them.</summary>
    public string? FirstDay => Day(From)?.ToString(DayFormat, CultureInfo.InvariantCulture);

    /// <inheritdoc cref="FirstDay"/>
    public string? LastDay => Day(To)?.ToString(DayFormat, CultureInfo.InvariantCulture);

    public LedgerFilter In(StoreZone zone) => new(Kind, Batch, Product, StartOf(Day(From), zone), StartOf(Day(To)?.AddDays(1), zone));

    /// <summary>The address of the same lines with another kind, batch, product or days.</summary>
    public string Href(EntryKind? kind, Guid? batch, Guid? product, bool days = true, Guid? after = null, string? handler = null) => "/credits" + QueryString.Create(new Dictionary<string, string?>
    {
        ["handler"] = handler,
        ["kind"] = kind is { } one ? EnumText.Of(one) : null,
        ["batch"] = batch?.ToString(),
        ["product"] = product?.ToString(),
        ["from"] = days ? FirstDay : null,
        ["to"] = days ? LastDay : null,
        ["after"] = after?.ToString(),
    }.Where(pair => pair.Value is not null));

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is > 2000 and < 9999 ? day : null;

    private static DateTimeOffset? StartOf(DateOnly? day, StoreZone zone) => day is { } some ? BudgetDay.StartOf(some, zone.Zone) : null;
}
