using Commerce.Credits;
using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Operations;

/// <summary>One store's ledger for an operator who was asked to look at it, and the way to put it right.</summary>
public sealed class StoreLedgers(CommerceContext directory, StoreWork work)
{
    private const int Shown = 20;

    /// <summary>Stores whose address begins so, by address.</summary>
    public Task<List<StoreName>> FindAsync(string beginning, int most, CancellationToken cancellationToken) => directory.StoreDirectory.AsNoTracking()
        .Where(route => route.ShopDomain.StartsWith(beginning)).OrderBy(route => route.ShopDomain).Take(most)
        .Select(route => new StoreName(route.StoreId, route.ShopDomain)).ToListAsync(cancellationToken);

    /// <summary>The names of these stores.</summary>
    public Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<Guid> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.Distinct().ToList();
        return directory.StoreDirectory.AsNoTracking().Where(route => wanted.Contains(route.StoreId)).ToDictionaryAsync(route => route.StoreId, route => route.ShopDomain, cancellationToken);
    }

    /// <summary>The ledger of a store; null when there is no such store.</summary>
    public async Task<StoreLedger?> ReadAsync(Guid storeId, CancellationToken cancellationToken) =>
        (await NamesAsync([storeId], cancellationToken)).GetValueOrDefault(storeId) is not { } shop ? null : await work.RunAsync(storeId, async services =>
        {
            var context = services.GetRequiredService<CommerceContext>();
            return await context.Balances.AnyAsync(cancellationToken)
                ? new StoreLedger(
                    storeId, shop, await LedgerCheck.RunAsync(context, cancellationToken),
                    await services.GetRequiredService<LedgerLines>().ReadAsync(new LedgerFilter(), null, Shown, cancellationToken))
                : null;
        });

    /// <summary>Adjusts the balance, once for each <paramref name="order"/>. False when there is no such store or it was done before.</summary>
    /// <exception cref="NotEnoughCreditsException">More would be taken than is available.</exception>
    public async Task<bool> AdjustAsync(Guid storeId, Guid order, long change, string reason, string actor, CancellationToken cancellationToken) =>
        (await NamesAsync([storeId], cancellationToken)).ContainsKey(storeId)
        && await work.RunAsync(storeId, services => services.GetRequiredService<Ledger>().CorrectAsync($"operator:{order}", change, reason, actor, cancellationToken));
}

/// <summary>A store as the routes name it.</summary>
public sealed record StoreName(Guid Id, string Shop);

/// <summary>A store's ledger at a glance.</summary>
/// <param name="Check">Every line added up just now.</param>
/// <param name="Lines">The newest lines.</param>
public sealed record StoreLedger(Guid Id, string Shop, LedgerCheck Check, IReadOnlyList<LedgerLine> Lines);
