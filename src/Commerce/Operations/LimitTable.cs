using System.Linq.Expressions;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Stores;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Operations;

/// <summary>
/// How many rows may be worked on at once in the whole cluster, of a provider and of a store. A change counts for the next row that is taken;
/// rows that stand already stay until they end.
/// </summary>
public sealed class LimitTable(CommerceContext context, TimeProvider time)
{
    /// <summary>The most places a limit may have.</summary>
    public const int Most = 10_000;

    /// <summary>The limit of each provider that has one.</summary>
    public Task<Dictionary<string, int>> OfProvidersAsync(CancellationToken cancellationToken) =>
        context.ProviderLimits.AsNoTracking().ToDictionaryAsync(limit => limit.Provider, limit => limit.Places, cancellationToken);

    /// <summary>Stores that have a limit of their own, by address.</summary>
    public Task<List<StoreLimit>> OfStoresAsync(CancellationToken cancellationToken) =>
        Limits(route => route.Places != null).ToListAsync(cancellationToken);

    /// <summary>The store of an address and its limit; null when there is none.</summary>
    public Task<StoreLimit?> FindStoreAsync(string shop, CancellationToken cancellationToken) =>
        Limits(route => route.ShopDomain == shop).SingleOrDefaultAsync(cancellationToken);

    /// <summary>Rows that stand at each provider now, as far as anything is limited.</summary>
    public Task<Dictionary<string, int>> StandingAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return context.WorkPlaces.Where(place => place.Until > now).GroupBy(place => place.Provider)
            .Select(places => new { Provider = places.Key, Count = places.Count() }).ToDictionaryAsync(places => places.Provider, places => places.Count, cancellationToken);
    }

    /// <summary>What was changed, newest first.</summary>
    public Task<List<LimitChange>> ChangesAsync(int most, CancellationToken cancellationToken) => context.LimitChanges.AsNoTracking()
        .OrderByDescending(change => change.ChangedAt).ThenByDescending(change => change.Id).Take(most).ToListAsync(cancellationToken);

    /// <summary>Changes a provider's limit from what the operator saw.</summary>
    /// <param name="places">Null takes the limit away.</param>
    /// <returns>False when it is another one by now; nothing was changed.</returns>
    public Task<bool> ChangeProviderAsync(string provider, int? seen, int? places, string actor, CancellationToken cancellationToken) => ChangeAsync(
        () => (seen, places) switch
        {
            (null, { } first) => context.Database.ExecuteSqlAsync($"insert into provider_limits (provider, places) values ({provider}, {first}) on conflict do nothing", cancellationToken),
            (_, null) => context.ProviderLimits.Where(limit => limit.Provider == provider && limit.Places == seen).ExecuteDeleteAsync(cancellationToken),
            _ => context.ProviderLimits.Where(limit => limit.Provider == provider && limit.Places == seen).ExecuteUpdateAsync(limit => limit.SetProperty(row => row.Places, places), cancellationToken),
        },
        now => new LimitChange { Id = Guid.CreateVersion7(now), Provider = provider, PlacesBefore = seen, PlacesAfter = places, ChangedBy = actor, ChangedAt = now },
        cancellationToken);

    /// <summary>Changes a store's limit from what the operator saw.</summary>
    /// <inheritdoc cref="ChangeProviderAsync"/>
    public Task<bool> ChangeStoreAsync(string shop, int? seen, int? places, string actor, CancellationToken cancellationToken) => ChangeAsync(
        () => context.StoreDirectory.Where(route => route.ShopDomain == shop && route.Places == seen)
            .ExecuteUpdateAsync(route => route.SetProperty(row => row.Places, places), cancellationToken),
        now => new LimitChange { Id = Guid.CreateVersion7(now), Shop = shop, PlacesBefore = seen, PlacesAfter = places, ChangedBy = actor, ChangedAt = now },
        cancellationToken);

    private IQueryable<StoreLimit> Limits(Expression<Func<StoreRoute, bool>> which)
    {
        var now = time.GetUtcNow();
        return context.StoreDirectory.AsNoTracking().Where(which).OrderBy(route => route.ShopDomain)
            .Select(route => new StoreLimit(route.ShopDomain, route.Places, context.WorkPlaces.Count(place => place.StoreId == route.StoreId && place.Until > now)));
    }

    // The limit and the line that tells of it are one transaction.
    private async Task<bool> ChangeAsync(Func<Task<int>> change, Func<DateTimeOffset, LimitChange> line, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await change() == 0)
        {
            return false;
        }

        context.LimitChanges.Add(line(time.GetUtcNow()));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}

/// <summary>A store's own limit.</summary>
/// <param name="Places">Null for none.</param>
/// <param name="Standing">Rows of it that are worked on now.</param>
public sealed record StoreLimit(string Shop, int? Places, int Standing);
