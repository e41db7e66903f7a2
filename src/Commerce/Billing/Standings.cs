using Commerce.Data;
using Commerce.Plans;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Billing;

/// <summary>Reads a store's standing from what was kept last. Asks nobody.</summary>
public sealed class Standings(CommerceContext context, TimeProvider time)
{
    public async Task<Standing> ReadAsync(CancellationToken cancellationToken)
    {
        var subscription = await context.Subscriptions.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var latest = await context.Charges.AsNoTracking().Where(charge => charge.Kind != ChargeKind.Cap)
            .OrderByDescending(charge => charge.CreatedAt).ThenByDescending(charge => charge.Id).FirstOrDefaultAsync(cancellationToken);
        var scheduled = await context.Charges.AnyAsync(charge => charge.State == ChargeState.Scheduled, cancellationToken);
        var plan = subscription is null ? null : PlanCatalogue.Find(subscription.Plan);
        return Standing.Of(subscription, latest, scheduled, plan is { SellsUsage: true } ? plan.UsagePriceIn(subscription!.Currency).Minor : null, time.GetUtcNow());
    }

    /// <summary>Does nothing where work may be started.</summary>
    /// <exception cref="BillingRefusedException">The plan is on hold; nothing was charged.</exception>
    public async Task RequireStartAsync(CancellationToken cancellationToken)
    {
        if (!(await ReadAsync(cancellationToken)).MayStart)
        {
            throw new BillingRefusedException(
                "Your plan is on hold because your shop's own Shopify bill is unpaid. Your credits are kept and what runs goes on; new batches start again once the bill is paid. Nothing was charged.");
        }
    }
}
