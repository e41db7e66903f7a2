using Commerce.Jobs;
using Commerce.Routing;
using Commerce.Shopify.AccessTokens;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Stores;

/// <summary>
/// Looks after one store's access and its keys with vendors: sealed with the newest key, and access renewed each week, for a refresh token that nobody uses
/// dies after ninety days and with it every background job.
/// </summary>
public sealed class TokenCareJob(StoreWork work) : StoreJob(work)
{
    public static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>Does the round for the store whose scope <paramref name="services"/> is in.</summary>
    public static async Task CareAsync(Guid storeId, IServiceProvider services, CancellationToken cancellationToken)
    {
        var accounts = services.GetRequiredService<ShopAccounts>();
        await accounts.ResealAsync(cancellationToken);
        await services.GetRequiredService<ProviderKeys>().ResealAsync(cancellationToken);
        // A paused store's access is bought anew by whoever opens the app; asking for it every day would be in vain.
        if (await services.GetRequiredService<StorePauses>().RestsAsync(storeId, cancellationToken))
        {
            return;
        }

        try
        {
            await accounts.KeepAliveAsync(Week, cancellationToken);
        }
        catch (TokenException error) when (error.Failure == TokenFailure.Unavailable)
        {
            // Tomorrow's round asks again; there are weeks left.
        }
    }

    protected override Task RunAsync(Guid storeId, IServiceProvider services, CancellationToken cancellationToken) => CareAsync(storeId, services, cancellationToken);
}
