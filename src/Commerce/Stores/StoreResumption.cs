using Commerce.Data;
using Commerce.Shopify;
using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Admin;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Commerce.Stores;

/// <summary>
/// Has a paused store go on when somebody opens the app in its admin: fresh access, one look at the shop, and its rows are
/// worked on again. One request a minute tries; a shop that stays closed is not asked more often.
/// </summary>
public sealed partial class StoreResumption(CommerceContext context, StoreScope scope, StoreInstaller installer, TimeProvider time, ILogger<StoreResumption> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>Tries with a session token that has been verified, and enters the store either way.</summary>
    /// <exception cref="TokenException">The session token ran out on the way to Shopify.</exception>
    public async Task TryAsync(StoreRoute route, string sessionToken, CancellationToken cancellationToken)
    {
        if (await TakeTurnAsync(route.StoreId, cancellationToken))
        {
            try
            {
                await installer.InstallAsync(ShopDomain.Parse(route.ShopDomain), sessionToken, cancellationToken);
            }
            catch (Exception error) when (error is ShopifyException or HttpRequestException or TokenException { Failure: not TokenFailure.InvalidSubjectToken })
            {
                Log.StaysPaused(logger, route.StoreId, error.Message);
            }
        }

        scope.Enter(route.StoreId);
    }

    /// <summary>Lets the next request try at once; for the owner who asks for it.</summary>
    public Task AskAgainAsync(CancellationToken cancellationToken) => context.StoreDirectory.Where(route => route.StoreId == scope.StoreId)
        .ExecuteUpdateAsync(route => route.SetProperty(row => row.ResumeTriedAt, (DateTimeOffset?)null), cancellationToken);

    private async Task<bool> TakeTurnAsync(Guid storeId, CancellationToken cancellationToken)
    {
        var (now, before) = (time.GetUtcNow(), time.GetUtcNow() - Interval);
        return await context.StoreDirectory.Where(route => route.StoreId == storeId && (route.ResumeTriedAt == null || route.ResumeTriedAt <= before))
            .ExecuteUpdateAsync(route => route.SetProperty(row => row.ResumeTriedAt, now), cancellationToken) == 1;
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "Store {StoreId} stays paused: {Reason}")]
        public static partial void StaysPaused(ILogger logger, Guid storeId, string reason);
    }
}
