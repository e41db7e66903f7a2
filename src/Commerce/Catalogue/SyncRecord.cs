using Commerce.Data;
using Commerce.Stores;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Catalogue;

/// <summary>What a store keeps of its last sync.</summary>
internal static class SyncRecord
{
    /// <summary>The catalogue is up to date.</summary>
    /// <param name="context">In the store's scope.</param>
    /// <param name="products">How many there are.</param>
    /// <param name="asOf">Everything the shop changed until then was read.</param>
    /// <param name="now">The time.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task DoneAsync(CommerceContext context, int products, DateTimeOffset asOf, DateTimeOffset now, CancellationToken cancellationToken) => context.Stores.ExecuteUpdateAsync(
        store => store.SetProperty(row => row.SyncState, SyncState.Done).SetProperty(row => row.SyncedAt, now)
            .SetProperty(row => row.SyncCount, products).SetProperty(row => row.SyncMessage, (string?)null).SetProperty(row => row.CatalogueAsOf, asOf),
        cancellationToken);
}
