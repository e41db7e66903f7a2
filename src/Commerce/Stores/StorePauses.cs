using System.Diagnostics.Metrics;
using Commerce.Data;
using Commerce.Shopify.Admin;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Stores;

/// <summary>
/// Lays a store's work to rest when its shop cannot be worked for: closed, frozen, or our access lost. Rows stay due and
/// use up no attempt; nothing asks Shopify again until the app is opened. See <see cref="StoreResumption"/>.
/// </summary>
public sealed partial class StorePauses(StoreWork work, ILogger<StorePauses> logger)
{
    public const string TelemetryName = "Commerce.Stores";

    private static readonly Meter Meter = new(TelemetryName);
    private static readonly Counter<long> Pauses = Meter.CreateCounter<long>("stores.paused", "{store}", "Stores laid to rest because their shop cannot be worked for");

    /// <summary>Why a failure means that the store has to rest, in words for its owner; null when it does not.</summary>
    public static string? ReasonOf(Exception error) => error switch
    {
        ShopAccessLostException => error.Message,
        ShopifyException { Kind: ShopifyErrorKind.ShopUnavailable, Status: 402 } => "Shopify has frozen this shop, mostly because an invoice of Shopify's is unpaid.",
        ShopifyException { Kind: ShopifyErrorKind.ShopUnavailable, Status: 423 } => "Shopify has locked this shop.",
        ShopifyException { Kind: ShopifyErrorKind.ShopUnavailable } => "This shop is closed or not active.",
        _ => null,
    };

    /// <summary>Pauses an active store. The first of many failures does it and is the only one that is told of.</summary>
    public Task PauseAsync(Guid storeId, string reason) => work.RunAsync(storeId, async services =>
    {
        // Not broken off by a worker that stops: half a pause would be asked about again.
        var context = services.GetRequiredService<CommerceContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(CancellationToken.None);
        var paused = await context.Stores.Where(store => store.Status == StoreStatus.Active).ExecuteUpdateAsync(
            store => store.SetProperty(row => row.Status, StoreStatus.Paused).SetProperty(row => row.StatusReason, reason), CancellationToken.None);
        await context.StoreDirectory.Where(route => route.StoreId == storeId).ExecuteUpdateAsync(route => route.SetProperty(row => row.Paused, true), CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        if (paused == 1)
        {
            Pauses.Add(1);
            Log.Paused(logger, storeId, reason);
        }
    });

    /// <summary>Whether the store's work rests at this moment.</summary>
    public Task<bool> RestsAsync(Guid storeId, CancellationToken cancellationToken) => work.RunAsync(storeId, services =>
        services.GetRequiredService<CommerceContext>().StoreDirectory.AnyAsync(route => route.StoreId == storeId && route.Paused, cancellationToken));

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Store {StoreId} is paused: {Reason}")]
        public static partial void Paused(ILogger logger, Guid storeId, string reason);
    }
}
