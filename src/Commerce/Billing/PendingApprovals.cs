using Commerce.Data;
using Commerce.Shopify.Admin;
using Commerce.Stores;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Billing;

/// <summary>
/// Looks after charges that wait. Who declines on Shopify's page comes back to the app's first page, not to ours with the
/// charge in its address, so that page asks as well, a moment apart at least.
/// </summary>
public sealed class PendingApprovals(CommerceContext context, Reconciliation reconciliation, TimeProvider time)
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    /// <summary>Asks Shopify only while something waits; a shop that does not answer changes nothing.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var asked = await context.Charges.Where(charge => charge.State == ChargeState.Pending).MaxAsync(charge => (DateTimeOffset?)charge.UpdatedAt, cancellationToken);
        var since = time.GetUtcNow() - Moment;
        if (asked is null || await context.Subscriptions.AnyAsync(row => row.CheckedAt > since && row.CheckedAt > asked, cancellationToken))
        {
            return;
        }

        try
        {
            await reconciliation.RunAsync(cancellationToken);
        }
        catch (Exception error) when (error is ShopifyException or ShopAccessLostException)
        {
            // The hourly round asks again.
        }
    }
}
