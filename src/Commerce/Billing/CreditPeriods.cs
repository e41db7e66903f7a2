using System.Globalization;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Plans;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Billing;

/// <summary>
/// Adds the credits of each billing period once and ends what is left of them with the period. Spending counts against the
/// period's credits first, so that packs, which were paid for good, last. Runs under the billing lock.
/// </summary>
public sealed class CreditPeriods(CommerceContext context, StoreScope scope, Ledger ledger, TimeProvider time)
{
    // Shopify may move the end of a period a little; a real next period ends weeks later.
    private static readonly TimeSpan Slack = TimeSpan.FromDays(1);
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);

    /// <summary>Brings the periods in line with what the store pays for now.</summary>
    public async Task FollowAsync(Subscription subscription, CancellationToken cancellationToken)
    {
        var open = await context.CreditPeriods.SingleOrDefaultAsync(period => period.ClosedAt == null, cancellationToken);
        switch (subscription.State)
        {
            case SubscriptionState.Active:
                await ContinueAsync(subscription, open, cancellationToken);
                break;
            case SubscriptionState.Cancelled when open is not null && subscription.RefundAskedAt is not null:
                await CloseAsync(open, PeriodClosing.Refunded, cancellationToken);
                break;
            // A cancelled plan was paid until the period's end, so its credits last until then. A frozen one keeps them.
            case SubscriptionState.Cancelled when open is not null && open.EndsAt <= time.GetUtcNow():
                await CloseAsync(open, PeriodClosing.Expired, cancellationToken);
                break;
        }
    }

    private async Task ContinueAsync(Subscription subscription, CreditPeriod? open, CancellationToken cancellationToken)
    {
        var (now, plan) = (time.GetUtcNow(), PlanCatalogue.Find(subscription.Plan)!);
        var trial = subscription.TrialEndsAt is { } trialEnd && trialEnd > now;
        var known = trial ? subscription.TrialEndsAt : subscription.PeriodEndsAt;
        var ends = known ?? now + Month;
        var credits = trial ? plan.TrialCredits : plan.Credits;
        if (open is null)
        {
            await OpenAsync(subscription, trial, credits, now, ends, cancellationToken);
        }
        else if (known is null ? open.EndsAt <= now : ends > open.EndsAt + Slack)
        {
            await CloseAsync(open, PeriodClosing.Expired, cancellationToken);
            await OpenAsync(subscription, trial, credits, now, ends, cancellationToken);
        }
        else if (open.SubscriptionId != subscription.ShopifyId)
        {
            await ReplaceAsync(open, subscription, credits, cancellationToken);
        }
    }

    private async Task OpenAsync(Subscription subscription, bool trial, long credits, DateTimeOffset from, DateTimeOffset ends, CancellationToken cancellationToken)
    {
        var plan = PlanCatalogue.Find(subscription.Plan)!;
        var key = trial ? $"trial:{scope.StoreId}" : string.Create(CultureInfo.InvariantCulture, $"period:{subscription.ShopifyId}:{ends.UtcDateTime:yyyy-MM-dd}");
        // What was added before is not added, and so not ended, a second time.
        var added = credits > 0 && await ledger.GrantAsync(key, credits, trial ? $"Trial of the {plan.Name} plan" : $"Credits of the {plan.Name} plan", cancellationToken) ? credits : 0;
        await KeepAsync(subscription, added, from, ends, cancellationToken);
    }

    // Another plan inside the same paid period: the dearer one adds the difference, the cheaper one takes nothing away.
    private async Task ReplaceAsync(CreditPeriod open, Subscription subscription, long credits, CancellationToken cancellationToken)
    {
        var more = Math.Max(0, credits - open.Credits);
        if (more > 0 && !await ledger.AdjustAsync($"adjust:{subscription.ShopifyId}", more, $"Change to the {PlanCatalogue.Find(subscription.Plan)!.Name} plan", cancellationToken))
        {
            more = 0;
        }

        (open.Closing, open.ClosedAt) = (PeriodClosing.Replaced, time.GetUtcNow());
        await context.SaveChangesAsync(cancellationToken);
        await KeepAsync(subscription, open.Credits + more, open.CountedFrom, open.EndsAt, cancellationToken);
    }

    private async Task KeepAsync(Subscription subscription, long credits, DateTimeOffset from, DateTimeOffset ends, CancellationToken cancellationToken)
    {
        context.CreditPeriods.Add(new CreditPeriod
        {
            StoreId = scope.StoreId,
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            SubscriptionId = subscription.ShopifyId!,
            Plan = subscription.Plan,
            Credits = credits,
            CountedFrom = from,
            EndsAt = ends,
        });
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task CloseAsync(CreditPeriod open, PeriodClosing closing, CancellationToken cancellationToken)
    {
        // No batch may reserve between the count and the posting.
        await context.Database.ExecuteSqlAsync($"select 1 from balances where store_id = {scope.StoreId} for update", cancellationToken);
        var unused = await UnusedAsync(open, cancellationToken);
        if (unused > 0)
        {
            var plan = PlanCatalogue.Find(open.Plan)?.Name ?? open.Plan;
            await (closing == PeriodClosing.Refunded
                ? ledger.RefundAsync($"refund:{open.Id}", unused, $"Rest of the {plan} plan, paid back", cancellationToken)
                : ledger.ExpireAsync($"expire:{open.Id}", unused, $"Rest of the {plan} plan", cancellationToken));
        }

        (open.Closing, open.ClosedAt) = (closing, time.GetUtcNow());
        await context.SaveChangesAsync(cancellationToken);
    }

    // What running batches hold is theirs: it never ends under them.
    private async Task<long> UnusedAsync(CreditPeriod open, CancellationToken cancellationToken)
    {
        var spent = await context.Entries.Where(entry => entry.Kind == EntryKind.Capture && entry.CreatedAt >= open.CountedFrom).SumAsync(entry => entry.Amount, cancellationToken);
        var balance = await context.Balances.AsNoTracking().SingleAsync(cancellationToken);
        return Math.Clamp(open.Credits - spent - balance.Held, 0, balance.Available);
    }
}
