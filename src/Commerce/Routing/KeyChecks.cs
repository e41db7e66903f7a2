using Commerce.Data;
using Commerce.Tenancy;
using Commerce.Generations;
using Commerce.Providers.Vendors;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Routing;

/// <summary>Asks vendors whether keys are good, with a question that costs nothing.</summary>
public sealed class KeyChecks(CommerceContext context, StoreScope scope, ProviderKeys keys, VendorClients clients, ProviderRates rates, ProviderCircuits circuits, TimeProvider time)
{
    /// <summary>The vendor does not take the key.</summary>
    public const string Wrong = VendorErrors.KeyRefused;

    /// <summary>The key is good, the account with the vendor is empty.</summary>
    public const string Empty = "out-of-credit";

    /// <summary>The key was sealed by a key this installation no longer has.</summary>
    public const string Lost = "key-lost";

    /// <summary>No answer came in time, so nothing is known.</summary>
    public const string NoAnswer = "timeout";

    /// <summary>It was asked too often just now, so the vendor was not asked.</summary>
    public const string TooOften = "asked-too-often";

    /// <summary>How often a store may ask a vendor within <see cref="Window"/>.</summary>
    public const int Most = 3;

    /// <summary>See <see cref="Most"/>.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    // Somebody looks at the page meanwhile.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>What a vendor says against a key.</summary>
    /// <returns>A failure's code; empty when nothing. All processes together ask so often and then no more.</returns>
    public async Task<string> AskAsync(string vendor, VendorKey key, CancellationToken cancellationToken)
    {
        if (!await rates.TakeAsync($"test {vendor} {scope.StoreId:N}", Most, Window / Most, cancellationToken))
        {
            return TooOften;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await clients.CheckAsync(vendor, key, either.Token);
            return "";
        }
        catch (VendorException error)
        {
            // The question is always the same and well, so what a vendor finds wrong with it is the key.
            return error.Failure.Kind is FailureKind.InvalidRequest ? Wrong : VendorErrors.Code(error.Failure.Kind);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return NoAnswer;
        }
    }

    /// <summary>Asks with the key that orders go out with, and keeps what was said of a key of the store's own.</summary>
    /// <returns>What was said; null when there is no key.</returns>
    public async Task<string?> CheckAsync(string vendor, CancellationToken cancellationToken)
    {
        if (!(await keys.ConnectedAsync(cancellationToken)).TryGetValue(vendor, out var own))
        {
            return null;
        }

        var said = await keys.OpenAsync(vendor, own, cancellationToken) is { } key ? await AskAsync(vendor, key, cancellationToken) : Lost;
        if (said is "" or Empty)
        {
            await circuits.OpenAsync(Route.NameOf(vendor, own, scope.StoreId), cancellationToken);
        }

        if (own && said != TooOften)
        {
            await KeepAsync(vendor, said, cancellationToken);
        }

        return said;
    }

    /// <summary>Keeps what the vendor said of the store's own key.</summary>
    public async Task KeepAsync(string vendor, string said, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await context.ProviderKeys.Where(key => key.Vendor == vendor)
            .ExecuteUpdateAsync(key => key.SetProperty(row => row.CheckedAt, now).SetProperty(row => row.Failure, said), cancellationToken);
    }
}
