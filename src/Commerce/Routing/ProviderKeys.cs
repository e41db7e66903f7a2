using System.Security.Cryptography;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Providers.Vendors;
using Commerce.Security;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Commerce.Routing;

/// <summary>The keys a store's orders go out with: its own where it brought one, else the installation's.</summary>
public sealed class ProviderKeys(CommerceContext context, StoreScope scope, SecretBox box, IOptions<RoutingOptions> options, ProviderCircuits circuits, TimeProvider time)
{
    /// <summary>Vendors that can be asked, and whether with a key of the store's own.</summary>
    public async Task<IReadOnlyDictionary<string, bool>> ConnectedAsync(CancellationToken cancellationToken)
    {
        var own = await context.ProviderKeys.AsNoTracking().Select(key => key.Vendor).ToListAsync(cancellationToken);
        return Vendor.All.Where(vendor => own.Contains(vendor.Key) || HasShared(vendor.Key)).ToDictionary(vendor => vendor.Key, vendor => own.Contains(vendor.Key));
    }

    /// <summary>Whether the installation has a key of its own.</summary>
    public bool HasShared(string vendor) => !string.IsNullOrWhiteSpace(options.Value.Of(vendor).Key);

    /// <summary>The key; null when it was taken away or cannot be opened any more.</summary>
    public async Task<VendorKey?> OpenAsync(string vendor, bool own, CancellationToken cancellationToken)
    {
        if (!own)
        {
            return HasShared(vendor) ? new VendorKey(options.Value.Of(vendor).Key!) : null;
        }

        if (await context.ProviderKeys.AsNoTracking().SingleOrDefaultAsync(key => key.Vendor == vendor, cancellationToken) is not { } kept)
        {
            return null;
        }

        try
        {
            return new VendorKey(box.Open(kept.Sealed, ContextOf(vendor), kept.KeyId));
        }
        catch (CryptographicException)
        {
            // Sealed by a key this installation no longer has: as good as gone, and the page asks for it anew.
            return null;
        }
    }

    /// <summary>Keeps a key of the store's own in the place of an earlier one.</summary>
    public async Task SaveAsync(string vendor, string key, string person, CancellationToken cancellationToken)
    {
        var (sealedKey, now) = (box.Seal(key.Trim(), ContextOf(vendor)), time.GetUtcNow());
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into provider_keys (store_id, vendor, sealed, key_id, added_by, added_at) values ({scope.StoreId}, {vendor}, {sealedKey}, {box.KeyId}, {person}, {now})
            on conflict (store_id, vendor) do update set sealed = excluded.sealed, key_id = excluded.key_id, added_by = excluded.added_by, added_at = excluded.added_at,
              checked_at = null, failure = ''
            """, cancellationToken);
        // What was held against the earlier key is not held against this one.
        await circuits.OpenAsync(Route.NameOf(vendor, ownKey: true, scope.StoreId), cancellationToken);
    }

    /// <summary>Seals the store's keys with the newest key where an older one still holds them.</summary>
    public async Task ResealAsync(CancellationToken cancellationToken)
    {
        foreach (var kept in await context.ProviderKeys.AsNoTracking().Where(key => key.KeyId != box.KeyId).ToListAsync(cancellationToken))
        {
            if (!box.Knows(kept.KeyId))
            {
                continue;
            }

            // One that the store replaced meanwhile holds other bytes, and is sealed with the newest already.
            var (before, anew) = (kept.Sealed, box.Seal(box.Open(kept.Sealed, ContextOf(kept.Vendor), kept.KeyId), ContextOf(kept.Vendor)));
            await context.ProviderKeys.Where(key => key.Vendor == kept.Vendor && key.Sealed == before)
                .ExecuteUpdateAsync(key => key.SetProperty(row => row.Sealed, anew).SetProperty(row => row.KeyId, box.KeyId), cancellationToken);
        }
    }

    /// <summary>Takes the store's key away; orders on their way with it fail and are made by others.</summary>
    /// <returns>False when there was none.</returns>
    public async Task<bool> RemoveAsync(string vendor, CancellationToken cancellationToken) =>
        await context.ProviderKeys.Where(key => key.Vendor == vendor).ExecuteDeleteAsync(cancellationToken) > 0;

    // A sealed key that is copied to another store's row does not open there.
    private string ContextOf(string vendor) => $"provider-key {scope.StoreId} {vendor}";
}
