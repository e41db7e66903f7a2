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
public sealed record PublishingForecast(int Now, int Full, int TooLarge, int OverPlan, int Later, int Weeks, bool Trial, VideoRoom? Videos);

/// <summary>One result that is to be made.</summary>
public sealed record ForecastRow(Guid ProductId, GenerationKind Kind, int Width, int Height);

/// <summary>Works out forecasts. Reads only.</summary>
public sealed class PublishingForecasts(CommerceContext context, VideoRooms rooms)
{
    public async Task<PublishingForecast> ReadAsync(IReadOnlyList<ForecastRow> rows, CancellationToken cancellationToken)
    {
        var productIds = rows.Select(row => row.ProductId).Distinct().ToList();
        var counts = await context.Products.Where(product => productIds.Contains(product.Id)).ToDictionaryAsync(product => product.Id, product => product.MediaCount, cancellationToken);
        var plan = await context.Stores.Select(store => store.ShopPlan).SingleAsync(cancellationToken);
        var videos = rows.Any(row => row.Kind == GenerationKind.Video) ? await rooms.ReadAsync(cancellationToken) : null;
        return Of(rows, counts, PublishingLimits.IsTrial(plan), videos);
    }

    /// <summary>The forecast from facts: how many media each product has, and the room for videos.</summary>
    public static PublishingForecast Of(IReadOnlyList<ForecastRow> rows, IReadOnlyDictionary<Guid, int> mediaCounts, bool trial, VideoRoom? videos)
    {
        var fitting = rows.Where(row => row.Kind == GenerationKind.Video || (long)row.Width * row.Height <= PublishingLimits.ImagePixels).ToList();
        var placed = fitting.GroupBy(row => row.ProductId)
            .SelectMany(group => group.Take(Math.Max(0, PublishingLimits.MediaPerProduct - mediaCounts.GetValueOrDefault(group.Key)))).ToList();
        var clips = placed.Count(row => row.Kind == GenerationKind.Video);
        var held = Math.Min(clips, videos?.LeftInShop ?? clips);
        var soon = Math.Min(held, videos?.LeftThisWeek ?? held);
        var weeks = (int)Math.Ceiling((held - soon) / (double)PublishingLimits.NewVideosPerWeek);
        return new PublishingForecast(placed.Count - clips + soon, fitting.Count - placed.Count, rows.Count - fitting.Count, clips - held, held - soon, weeks, trial, videos);
    }
}
