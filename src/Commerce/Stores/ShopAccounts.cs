using System.Data;
using System.Security.Cryptography;
using Commerce.Data;
using Commerce.Security;
using Commerce.Shopify;
using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Admin;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Stores;

/// <summary>The store's access to its shop: encrypted at rest, refreshed early, one refresh at a time.</summary>
public sealed class ShopAccounts(CommerceContext context, StoreScope scope, SecretBox box, IAccessSource source, StorePauses pauses, TimeProvider time)
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);

    /// <summary>Access that is good for some minutes yet.</summary>
    /// <exception cref="ShopAccessLostException">The store must be opened in the Shopify admin once more, and is paused until then.</exception>
    public async Task<ShopAccess> OpenAsync(CancellationToken cancellationToken)
    {
        var domain = ShopDomain.Parse(await context.Stores.Select(store => store.ShopDomain).SingleAsync(cancellationToken));
        var token = await context.StoreTokens.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        if (token is not null && (token.AccessExpiresAt is not { } end || end - time.GetUtcNow() > Early))
        {
            return new ShopAccess(domain, await OrPauseAsync(() => Task.FromResult(Open(token, token.AccessToken))));
        }

        return await RefreshAsync(domain, row => row.AccessExpiresAt - time.GetUtcNow() <= Early, cancellationToken);
    }

    /// <summary>Access after Shopify refused one before its time. One worker asks for it; the others get what it saved.</summary>
    /// <exception cref="ShopAccessLostException">The store must be opened in the Shopify admin once more, and is paused until then.</exception>
    public Task<ShopAccess> RenewAsync(ShopAccess refused, CancellationToken cancellationToken) =>
        RefreshAsync(refused.Shop, row => Open(row, row.AccessToken) == refused.AccessToken, cancellationToken);

    /// <summary>Does work that may be repeated with the store's access; refused before its time, it is done once more with fresh access.</summary>
    /// <exception cref="ShopAccessLostException">Fresh access was refused too, or there is none; the store is paused.</exception>
    public async Task<T> UseAsync<T>(Func<ShopAccess, Task<T>> work, CancellationToken cancellationToken)
    {
        var access = await OpenAsync(cancellationToken);
        try
        {
            return await work(access);
        }
        catch (ShopifyException error) when (error.Kind == ShopifyErrorKind.Unauthorized)
        {
            var fresh = await RenewAsync(access, cancellationToken);
            return await OrPauseAsync(async () =>
            {
                try
                {
                    return await work(fresh);
                }
                catch (ShopifyException again) when (again.Kind == ShopifyErrorKind.Unauthorized)
                {
                    throw new ShopAccessLostException(again);
                }
            });
        }
    }

    /// <inheritdoc cref="UseAsync{T}"/>
    public Task UseAsync(Func<ShopAccess, Task> work, CancellationToken cancellationToken) => UseAsync(
        async access =>
        {
            await work(access);
            return access;
        },
        cancellationToken);

    /// <summary>Buys new access when the present one is older than <paramref name="age"/>, so that a store nobody opens does not lose it.</summary>
    /// <exception cref="ShopAccessLostException">The store must be opened in the Shopify admin once more, and is paused until then.</exception>
    public async Task KeepAliveAsync(TimeSpan age, CancellationToken cancellationToken)
    {
        var domain = ShopDomain.Parse(await context.Stores.Select(store => store.ShopDomain).SingleAsync(cancellationToken));
        await RefreshAsync(domain, row => row.RefreshToken is not null && row.UpdatedAt <= time.GetUtcNow() - age, cancellationToken);
    }

    /// <summary>Seals the pair with the newest key where an older one still holds it; true when it did.</summary>
    public async Task<bool> ResealAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await LockAsync(cancellationToken);
        var row = await context.StoreTokens.SingleOrDefaultAsync(cancellationToken);
        if (row is null || row.KeyId == box.KeyId || !box.Knows(row.KeyId))
        {
            return false;
        }

        (row.AccessToken, row.RefreshToken) = (box.Seal(Open(row, row.AccessToken), Context), row.RefreshToken is { } refresh ? box.Seal(Open(row, refresh), Context) : null);
        row.KeyId = box.KeyId;
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

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

    private Task<ShopAccess> RefreshAsync(ShopDomain domain, Func<StoreToken, bool> stale, CancellationToken cancellationToken) => OrPauseAsync(async () =>
    {
        // The row lock lets one worker ask Shopify while the others wait and then read what it saved. The old pair stays
        // until the new one is committed, so a crash in between is healed by asking with the old refresh token again.
        await using var transaction = await LockAsync(cancellationToken);
        var row = await context.StoreTokens.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? throw new ShopAccessLostException();
        if (!stale(row))
        {
            return new ShopAccess(domain, Open(row, row.AccessToken));
        }

        try
        {
            var fresh = await source.RenewAsync(domain, row.RefreshToken is null ? null : Open(row, row.RefreshToken), cancellationToken);
            await KeepAsync(fresh, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return new ShopAccess(domain, fresh.Value);
        }
        catch (TokenException error) when (error.Failure is TokenFailure.InvalidGrant or TokenFailure.InvalidClient)
        {
            throw new ShopAccessLostException(error);
        }
    });

    private async Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> LockAsync(CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        await context.Database.ExecuteSqlAsync($"select 1 from store_tokens where store_id = {scope.StoreId} for update", cancellationToken);
        return transaction;
    }

    private string Open(StoreToken row, byte[] secret)
    {
        try
        {
            return box.Open(secret, Context, row.KeyId);
        }
        catch (CryptographicException error)
        {
            // A key that is gone is as good as a token that is gone: opening the app brings a new one.
            throw new ShopAccessLostException(error);
        }
    }

    private async Task<T> OrPauseAsync<T>(Func<Task<T>> open)
    {
        try
        {
            return await open();
        }
        catch (ShopAccessLostException error)
        {
            await pauses.PauseAsync(scope.StoreId, error.Message);
            throw;
        }
    }
}
