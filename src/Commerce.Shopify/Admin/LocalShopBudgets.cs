using System.Collections.Concurrent;

namespace Commerce.Shopify.Admin;

/// <summary>Budgets of one process. An app of several processes shares them instead, or each would spend the whole bucket.</summary>
internal sealed class LocalShopBudgets(TimeProvider time) : IShopBudgets
{
    // Delays are cut to whole milliseconds; without it the last one would be spent asking.
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly ConcurrentDictionary<ShopDomain, Bucket> buckets = new();

    public async Task<Reservation> ReserveAsync(ShopDomain shop, double points, CancellationToken ct)
    {
        var bucket = buckets.GetOrAdd(shop, _ => new Bucket(time));
        if (bucket.Take(points, out var taken, out var ahead) is not { } place) throw ShopifyException.TurnTooFarAhead(ahead);
        try
        {
            while (true)
            {
                var wait = bucket.WaitFor(place, out var earlier, out var settled);
                if (wait <= TimeSpan.Zero) return new Reservation(shop, taken, place, settled, 0);
                await Task.WhenAny(Task.Delay(wait + Tick, time, ct), earlier);
                ct.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException)
        {
            bucket.Abandon(taken);
            throw;
        }
    }

    public Task SettleAsync(Reservation reservation, double spent, ThrottleStatus? bucket, TimeSpan holdOff)
    {
        buckets[reservation.Shop].Settle(reservation, spent, bucket, holdOff);
        return Task.CompletedTask;
    }
}
