using Commerce.Credits;
using Commerce.Data;
using Commerce.Plans;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Billing;
using Commerce.Stores;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Billing;

/// <summary>
/// Reads what Shopify says and brings charges, subscription, credits and usage in line with it. Running it again changes
/// nothing, so webhooks, the way back from an approval and the daily round all simply run it.
/// </summary>
public sealed class Reconciliation(
    CommerceContext context, BillingLock billingLock, ShopAccounts shop, IBillingSource source, CreditPeriods periods, Overage overage, Ledger ledger, TimeProvider time)
{
    private static readonly TimeSpan Daily = TimeSpan.FromDays(1);

    // An order to pay the rest of a period back is for the cancellation it came with, not for one weeks later.
    private static readonly TimeSpan RefundOrder = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    /// <summary>Runs when something may have changed: an open charge or usage, the end of a period, or a day without a look.</summary>
    public async Task<bool> RunIfDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var known = await context.Subscriptions.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var due = known?.CheckedAt is not { } last || last + Daily <= now
            || (known.PeriodEndsAt > last && known.PeriodEndsAt <= now)
            || (known.TrialEndsAt > last && known.TrialEndsAt <= now)
            || await context.Charges.AnyAsync(charge => charge.State == ChargeState.Requested || charge.State == ChargeState.Pending || charge.State == ChargeState.Scheduled, cancellationToken)
            || await context.CreditPeriods.AnyAsync(period => period.ClosedAt == null && period.EndsAt <= now, cancellationToken)
            || await context.UsageRecords.AnyAsync(record => record.State == UsageState.Pending, cancellationToken);
        if (due)
        {
            await RunAsync(cancellationToken);
        }

        return due;
    }

    /// <exception cref="ShopifyException">The shop does not answer; nothing was changed.</exception>
    /// <exception cref="Stores.ShopAccessLostException">The store must be opened in the Shopify admin once more.</exception>
    public Task RunAsync(CancellationToken cancellationToken) => shop.UseAsync(async access =>
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // Shopify is read under the lock: what is applied last was also read last, so an older answer never undoes a newer one.
        var subscription = await billingLock.TakeAsync(cancellationToken);
        await overage.RecoverAsync(access, cancellationToken);
        var facts = await source.ReadAsync(access, subscription, cancellationToken);
        await ApplyChargesAsync(facts, cancellationToken);
        await ApplySubscriptionAsync(subscription, facts, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        await periods.FollowAsync(subscription, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }, cancellationToken);

    private async Task ApplyChargesAsync(BillingFacts facts, CancellationToken cancellationToken)
    {
        var charges = await context.Charges
            .Where(charge => charge.State != ChargeState.Declined && charge.State != ChargeState.Expired && charge.State != ChargeState.Cancelled && charge.State != ChargeState.Refused)
            .OrderBy(charge => charge.CreatedAt).ToListAsync(cancellationToken);
        // A lost answer can only be told from another one by what was asked, so known ids are given out first.
        var free = facts.Charges.Where(fact => charges.All(charge => charge.Kind == ChargeKind.Cap || charge.ShopifyId != fact.ShopifyId)).ToList();
        foreach (var charge in charges)
        {
            var state = charge.Kind == ChargeKind.Cap ? CapState(charge, facts.Current) : Find(charge, facts, free)?.State ?? HostedState(charge, facts.Current);
            await MoveAsync(charge, state ?? Unanswered(charge), cancellationToken);
        }
    }

    private static ChargeFacts? Find(Charge charge, BillingFacts facts, List<ChargeFacts> free)
    {
        if (charge.ShopifyId is { } id)
        {
            return facts.Charges.FirstOrDefault(fact => fact.ShopifyId == id);
        }

        var found = free.FirstOrDefault(fact => fact.ChargeId == charge.Id)
            ?? free.FirstOrDefault(fact => fact.Kind == charge.Kind && fact.Price == new Money(charge.PriceMinor, charge.Currency) && fact.CreatedAt >= charge.CreatedAt - ClockSkew);
        if (found is not null)
        {
            free.Remove(found);
            charge.ShopifyId = found.ShopifyId;
        }

        return found;
    }

    private static ChargeState? CapState(Charge charge, SubscriptionFacts? current) =>
        charge.Open && current?.Cap?.Minor >= charge.CapMinor ? ChargeState.Active : null;

    // On Shopify's own plan page a charge has no id of its own; it is done when the plan is there.
    private ChargeState? HostedState(Charge charge, SubscriptionFacts? current)
    {
        if (!source.HostsPlans || charge.Kind != ChargeKind.Subscription)
        {
            return null;
        }

        return current?.Plan == charge.Item ? ChargeState.Active : charge.Open ? null : ChargeState.Cancelled;
    }

    private ChargeState Unanswered(Charge charge) => charge.Open && charge.CreatedAt + Charge.Unapproved <= time.GetUtcNow() ? ChargeState.Expired : charge.State;

    private async Task MoveAsync(Charge charge, ChargeState state, CancellationToken cancellationToken)
    {
        if (charge.State == state)
        {
            return;
        }

        var now = time.GetUtcNow();
        (charge.State, charge.UpdatedAt) = (state, now);
        if (state is ChargeState.Active or ChargeState.Scheduled)
        {
            charge.ApprovedAt ??= now;
        }

        // In the transaction that makes it active, and under a key that lets it in once.
        if (charge is { Kind: ChargeKind.Pack, State: ChargeState.Active })
        {
            await ledger.GrantAsync($"pack:{charge.Id}", charge.Credits, "Pack of credits", cancellationToken);
        }
    }

    private async Task ApplySubscriptionAsync(Subscription subscription, BillingFacts facts, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (facts.Current is { } current)
        {
            var started = await StartedAsync(current, cancellationToken);
            subscription.State = current.Frozen ? SubscriptionState.Frozen : SubscriptionState.Active;
            (subscription.Plan, subscription.ShopifyId, subscription.Test) = (current.Plan, current.ShopifyId, current.Test);
            (subscription.PeriodEndsAt, subscription.TrialEndsAt) = (current.PeriodEndsAt, current.TrialEndsAt ?? (current.TrialDays > 0 ? started?.AddDays(current.TrialDays) : null));
            (subscription.UsageLineId, subscription.CapMinor, subscription.UsedMinor) = (current.UsageLineId, current.Cap?.Minor, current.Used?.Minor ?? 0);
            subscription.Currency = current.Cap?.Currency ?? facts.Currency;
            (subscription.EndedAt, subscription.EndedPlan) = (null, null);
            subscription.RefundAskedAt = subscription.RefundAskedAt + RefundOrder <= now ? null : subscription.RefundAskedAt;
        }
        else if (subscription.State is SubscriptionState.Active or SubscriptionState.Frozen)
        {
            (subscription.State, subscription.EndedAt, subscription.EndedPlan, subscription.Plan) = (SubscriptionState.Cancelled, now, subscription.Plan, PlanCatalogue.Free.Key);
            (subscription.UsageLineId, subscription.CapMinor, subscription.UsedMinor, subscription.TrialEndsAt) = (null, null, 0, null);
        }
        else
        {
            subscription.Currency = facts.Currency;
        }

        subscription.CheckedAt = now;
        await context.Stores.ExecuteUpdateAsync(store => store.SetProperty(row => row.Plan, subscription.Plan), cancellationToken);
    }

    private Task<DateTimeOffset?> StartedAsync(SubscriptionFacts current, CancellationToken cancellationToken)
    {
        // The charge may have been approved in this very run, so what is tracked counts before what is stored.
        var tracked = context.Charges.Local.FirstOrDefault(charge => charge.ShopifyId == current.ShopifyId && charge.Kind == ChargeKind.Subscription);
        return tracked is not null
            ? Task.FromResult(tracked.ApprovedAt)
            : context.Charges.Where(charge => charge.ShopifyId == current.ShopifyId && charge.Kind == ChargeKind.Subscription).Select(charge => charge.ApprovedAt).SingleOrDefaultAsync(cancellationToken);
    }
}
