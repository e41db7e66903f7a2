using Commerce.Shopify.Admin;
using Commerce.Stores;

namespace Commerce.Billing;

/// <summary>Runs work with access to the store's shop, once more when Shopify took our token back before its time.</summary>
public sealed class BillingAccess(ShopAccounts accounts)
{
    /// <exception cref="ShopAccessLostException">The store must be opened in the Shopify admin once more.</exception>
    public async Task<T> RunAsync<T>(Func<ShopAccess, Task<T>> work, CancellationToken cancellationToken)
    {
        var access = await accounts.OpenAsync(cancellationToken);
        try
        {
            return await work(access);
        }
        catch (ShopifyException error) when (error.Kind == ShopifyErrorKind.Unauthorized)
        {
            return await work(await accounts.RenewAsync(access, cancellationToken));
        }
    }
}
