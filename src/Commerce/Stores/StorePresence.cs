using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Shops;

namespace Commerce.Stores;

/// <summary>Asks Shopify whether the app is still installed in the shop in scope.</summary>
public sealed class StorePresence(ShopAccounts accounts, ShopReader shops)
{
    /// <summary>
    /// Shopify ends our access the moment a shop lets us go, so access that works outweighs any message that says otherwise.
    /// </summary>
    /// <exception cref="ShopifyException">The shop could not be asked; ask again later.</exception>
    public async Task<bool> IsInstalledAsync(CancellationToken cancellationToken)
    {
        try
        {
            await shops.ReadAsync(await accounts.OpenAsync(cancellationToken), cancellationToken);
            return true;
        }
        catch (ShopAccessLostException)
        {
            return false;
        }
        catch (ShopifyException error) when (error.Kind is ShopifyErrorKind.Unauthorized or ShopifyErrorKind.ShopUnavailable or ShopifyErrorKind.NotFound)
        {
            return false;
        }
        catch (TokenException error) when (error.Failure is TokenFailure.InvalidGrant or TokenFailure.InvalidClient)
        {
            return false;
        }
    }
}
