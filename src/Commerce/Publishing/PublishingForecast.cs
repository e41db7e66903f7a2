using Commerce.Data;
using Commerce.Providers;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>How much of what is to be made the shop could take, said before anything is paid for.</summary>
/// <param name="Now">Results that can be published at once.</param>
/// <param name="Full">Results whose product's gallery has no room.</param>
/// <param name="TooLarge">Pictures above Shopify's pixel limit.</param>
/// <param name="OverPlan">Videos the shop's plan has no room for.</param>
/// <param name="Later">Videos that have to wait, because an app may add so many a week.</param>
/// <param name="Weeks">Weeks until the last of those.</param>
/// <param name="Trial">The shop is on its trial, in which Shopify refuses some files.</param>
/// <param name="Videos">The room these figures come from; null without videos.</param>
public sealed record PublishingForecast(int Now, int Full, int TooLarge, int OverPlan, int Later, int Weeks, bool Trial, VideoRoom? Videos)
{
    /// <summary>Results whose product comes from a spreadsheet and is not in the shop.</summary>
    public int OfSheets { get; init; }
}

/// <summary>One result that is to be made.</summary>
public sealed record ForecastRow(Guid ProductId, GenerationKind Kind, int Width, int Height);

/// <summary>Results that are to be made, counted.</summary>
/// <param name="Rows">All of them.</param>
/// <param name="Placed">Those that fit into their products' galleries.</param>
/// <param name="Clips">The videos among those.</param>
/// <param name="Full">Those whose product's gallery has no room.</param>
/// <param name="TooLarge">Pictures above Shopify's pixel limit.</param>
public sealed record ForecastCounts(int Rows, int Placed, int Clips, int Full, int TooLarge)
{
    /// <summary>Those whose product comes from a spreadsheet and is not in the shop.</summary>
    public int OfSheets { get; init; }

    /// <summary>Counts rows by how many media each product has.</summary>
    public static ForecastCounts Of(IReadOnlyList<ForecastRow> rows, IReadOnlyDictionary<Guid, int> mediaCounts)
    {
        var fitting = rows.Where(row => row.Kind == GenerationKind.Video || (long)row.Width * row.Height <= PublishingLimits.ImagePixels).ToList();
        var placed = fitting.GroupBy(row => row.ProductId)
            .SelectMany(group => group.Take(Math.Max(0, PublishingLimits.MediaPerProduct - mediaCounts.GetValueOrDefault(group.Key)))).ToList();
        return new ForecastCounts(rows.Count, placed.Count, placed.Count(row => row.Kind == GenerationKind.Video), fitting.Count - placed.Count, rows.Count - fitting.Count);
    }
}

/// <summary>Works out forecasts. Reads only.</summary>
public sealed class PublishingForecasts(CommerceContext context, VideoRooms rooms)
{
    public async Task<PublishingForecast> ReadAsync(ForecastCounts counts, CancellationToken cancellationToken)
    {
        var plan = await context.Stores.Select(store => store.ShopPlan).SingleAsync(cancellationToken);
        return Of(counts, PublishingLimits.IsTrial(plan), counts.Clips > 0 ? await rooms.ReadAsync(cancellationToken) : null);
    }

    /// <summary>The forecast from facts: how many media each product has, and the room for videos.</summary>
    public static PublishingForecast Of(IReadOnlyList<ForecastRow> rows, IReadOnlyDictionary<Guid, int> mediaCounts, bool trial, VideoRoom? videos) =>
        Of(ForecastCounts.Of(rows, mediaCounts), trial, videos);

    private static PublishingForecast Of(ForecastCounts counts, bool trial, VideoRoom? videos)
    {
        var held = Math.Min(counts.Clips, videos?.LeftInShop ?? counts.Clips);
        var soon = Math.Min(held, videos?.LeftThisWeek ?? held);
        var weeks = (int)Math.Ceiling((held - soon) / (double)PublishingLimits.NewVideosPerWeek);
        return new PublishingForecast(counts.Placed - counts.Clips + soon, counts.Full, counts.TooLarge, counts.Clips - held, held - soon, weeks, trial, videos) { OfSheets = counts.OfSheets };
    }
}
