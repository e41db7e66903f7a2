using Commerce.Data;
using Commerce.Security;
using Commerce.Shopify;
using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Admin;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Stores;

/// <summary>The store's access to its shop: encrypted at rest, refreshed early, one refresh at a time.</summary>
public sealed class ShopAccounts(CommerceContext context, StoreScope scope, SecretBox box, TokenClient tokens, TimeProvider time)
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    /// <summary>Access that is good for some minutes yet.</summary>
    /// <exception cref="ShopAccessLostException">The store must be opened in the Shopify admin once more.</exception>
    public async Task<ShopAccess> OpenAsync(CancellationToken cancellationToken)
    {
        var domain = ShopDomain.Parse(await context.Stores.Select(store => store.ShopDomain).SingleAsync(cancellationToken));
        var token = await context.StoreTokens.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? throw new ShopAccessLostException();
        return token.AccessExpiresAt is not { } end || end - time.GetUtcNow() > Early
            ? new ShopAccess(domain, box.Open(token.AccessToken, Context))
            : await RefreshAsync(domain, row => row.AccessExpiresAt - time.GetUtcNow() <= Early, cancellationToken);
    }

    /// <summary>Access after Shopify refused one before its time. One worker asks for it; the others get what it saved.</summary>
    /// <exception cref="ShopAccessLostException">The store must be opened in the Shopify admin once more.</exception>
    public Task<ShopAccess> RenewAsync(ShopAccess refused, CancellationToken cancellationToken) =>
        RefreshAsync(refused.Shop, row => box.Open(row.AccessToken, Context) == refused.AccessToken, cancellationToken);

    /// <summary>Keeps a token pair, replacing the one before it.</summary>
    public async Task KeepAsync(AccessToken token, CancellationToken cancellationToken)
    {
        var row = await context.StoreTokens.SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            row = new StoreToken { StoreId = scope.StoreId, KeyId = box.KeyId, AccessToken = [] };
            context.StoreTokens.Add(row);
        }

        row.KeyId = box.KeyId;
        row.AccessToken = box.Seal(token.Value, Context);
        row.AccessExpiresAt = token.ExpiresAt;
        row.RefreshToken = token.RefreshToken is null ? null : box.Seal(token.RefreshToken, Context);
        row.RefreshExpiresAt = token.RefreshTokenExpiresAt;
        row.UpdatedAt = time.GetUtcNow();
        await context.SaveChangesAsync(cancellationToken);
    }

    private string Context => $"store-token:{scope.StoreId}";

    private async Task<ShopAccess> RefreshAsync(ShopDomain domain, Func<StoreToken, bool> stale, CancellationToken cancellationToken)
    {
        // The row lock lets one worker ask Shopify while the others wait and then read what it saved. The old pair stays
        // until the new one is committed, so a crash in between is healed by asking with the old refresh token again.
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"select 1 from store_tokens where store_id = {scope.StoreId} for update", cancellationToken);
        var row = await context.StoreTokens.AsNoTracking().SingleAsync(cancellationToken);
        if (!stale(row))
        {
            return new ShopAccess(domain, box.Open(row.AccessToken, Context));
        }

        try
        {
            var fresh = await tokens.RefreshAsync(domain, row.RefreshToken is null ? throw new ShopAccessLostException() : box.Open(row.RefreshToken, Context), cancellationToken);
            await KeepAsync(fresh, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new ShopAccess(domain, fresh.Value);
        }
        catch (TokenException error) when (error.Failure is TokenFailure.InvalidGrant or TokenFailure.InvalidClient)
        {
            throw new ShopAccessLostException(error);
        }
    }
}
