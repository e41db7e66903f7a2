using Commerce.Credits;
using Commerce.Data;
using Commerce.Shopify.Admin;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Billing;

/// <summary>
/// Buys credits over the plan, inside the cap the owner approved: a record first, then Shopify's charge under the record's
/// key, then the credits. Wherever it breaks off, the same record is taken up again, so it is charged once and granted once.
/// </summary>
public sealed class Overage(
    CommerceContext context, StoreScope scope, BillingLock billingLock, ShopAccounts shop, IBillingSource source, Ledger ledger, Budgets budgets, TimeProvider time)
{
    // Longer than any call of ours can still be on its way.
    private static readonly TimeSpan Lost = TimeSpan.FromHours(1);

    /// <summary>What <paramref name="credits"/> would cost now; null when the plan sells none or the subscription is not in force.</summary>
    public async Task<OverageOffer?> OfferAsync(long credits, CancellationToken cancellationToken)
    {
        var subscription = await context.Subscriptions.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        return subscription is null ? null : OverageOffer.Of(subscription, credits, await PendingAsync(cancellationToken));
    }

    /// <summary>Buys credits for what <paramref name="businessKey"/> names; when they were bought for it before, nothing happens.</summary>
    /// <exception cref="BillingRefusedException">They cannot be had; nothing was charged.</exception>
    /// <exception cref="OverBudgetException">The owner's daily budget has no room for them; nothing was charged.</exception>
    public async Task BuyAsync(string businessKey, long credits, string actor, CancellationToken cancellationToken)
    {
        var record = await AgreeAsync(businessKey, credits, actor, cancellationToken);
        if (record.State == UsageState.Pending)
        {
            await SendAsync(record, cancellationToken);
        }
    }

    /// <summary>Finishes what a crash left open. Runs under the billing lock.</summary>
    public async Task RecoverAsync(ShopAccess access, CancellationToken cancellationToken)
    {
        var open = await context.UsageRecords.AsNoTracking()
            .Where(record => record.State == UsageState.Pending || record.State == UsageState.Abandoned)
            .OrderBy(record => record.CreatedAt).ToListAsync(cancellationToken);
        if (open.Count == 0)
        {
            return;
        }

        var found = await source.FindUsageAsync(access, open, cancellationToken);
        var now = time.GetUtcNow();
        foreach (var record in open)
        {
            if (found is not null && found.TryGetValue(record.Id, out var shopifyId))
            {
                await SettleAsync(record, shopifyId, cancellationToken);
            }
            else if (record.State == UsageState.Pending && record.CreatedAt + Lost <= now)
            {
                await GiveUpAsync(access, record, listed: found is not null, cancellationToken);
            }
        }
    }

    private Task<long> PendingAsync(CancellationToken cancellationToken) =>
        context.UsageRecords.Where(record => record.State == UsageState.Pending).SumAsync(record => record.AmountMinor, cancellationToken);

    // The lock makes two batches that need credits look at the cap one after the other.
    private async Task<UsageRecord> AgreeAsync(string businessKey, long credits, string actor, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var subscription = await billingLock.TakeAsync(cancellationToken);
        var known = await context.UsageRecords.AsNoTracking().SingleOrDefaultAsync(
            row => row.BusinessKey == businessKey && (row.State == UsageState.Pending || row.State == UsageState.Charged), cancellationToken);
        if (known is not null)
        {
            return known;
        }

        await JudgeAsync(credits, cancellationToken);
        var offer = OverageOffer.Of(subscription, credits, await PendingAsync(cancellationToken))
            ?? throw new BillingRefusedException("Your plan sells no credits over the plan. Nothing was charged.");
        if (!offer.Fits)
        {
            throw new BillingRefusedException($"{credits} more credits cost {offer.Price}, and your cap has {offer.Room} left. Raise the cap, buy a pack, or choose fewer products. Nothing was charged and nothing that runs stops.");
        }

        var record = new UsageRecord
        {
            StoreId = scope.StoreId,
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            BusinessKey = businessKey,
            SubscriptionId = subscription.ShopifyId!,
            LineId = subscription.UsageLineId,
            Credits = credits,
            AmountMinor = offer.Price.Minor,
            Currency = offer.Price.Currency,
            CreatedBy = actor,
            CreatedAt = time.GetUtcNow(),
        };
        context.UsageRecords.Add(record);
        await context.SaveChangesAsync(cancellationToken);
        // From here on the record exists, whatever happens to this process.
        await transaction.CommitAsync(cancellationToken);
        return record;
    }

    // Under the lock: what is there, what is being bought and these credits together must fit into what may still be spent
    // today. So many that buy at once never pay for credits that no batch of today could use.
    private async Task JudgeAsync(long credits, CancellationToken cancellationToken)
    {
        if (await budgets.ReadAsync(cancellationToken) is not { } room)
        {
            return;
        }

        var underway = await context.UsageRecords.Where(record => record.State == UsageState.Pending).SumAsync(record => record.Credits, cancellationToken);
        var available = await context.Balances.Select(balance => balance.Available).SingleAsync(cancellationToken);
        if (available + underway + credits > room.Left)
        {
            throw OverBudgetException.Of(available + underway + credits, room);
        }
    }

    private async Task SendAsync(UsageRecord record, CancellationToken cancellationToken)
    {
        string? shopifyId;
        try
        {
            shopifyId = await shop.UseAsync(access => source.ChargeAsync(access, record, cancellationToken), cancellationToken);
        }
        catch (ShopifyException error) when (error.Kind is ShopifyErrorKind.UserErrors or ShopifyErrorKind.Refused)
        {
            await RefuseAsync(record, error, cancellationToken);
            throw new BillingRefusedException("Shopify did not take the charge for more credits. Nothing was charged, and nothing that runs stops. Look at your plan, then start again.", error);
        }
        catch (ShopifyException error)
        {
            throw new BillingRefusedException("Shopify did not answer, so the credits are not there yet. Start again in a minute: the same credits are never charged twice.", error);
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await billingLock.TakeAsync(cancellationToken);
        await SettleAsync(record, shopifyId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    // State, credits and the used part of the cap change together or not at all; the state guard lets only one of two settle it.
    private async Task SettleAsync(UsageRecord record, string? shopifyId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var settled = await context.UsageRecords
            .Where(row => row.Id == record.Id && (row.State == UsageState.Pending || row.State == UsageState.Abandoned))
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.State, UsageState.Charged).SetProperty(it => it.ShopifyId, shopifyId).SetProperty(it => it.SettledAt, now), cancellationToken);
        if (settled == 0)
        {
            return;
        }

        await ledger.GrantAsync($"usage:{record.Id}", record.Credits, "Bought over the plan", cancellationToken);
        await context.Subscriptions.Where(row => row.ShopifyId == record.SubscriptionId)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.UsedMinor, it => it.UsedMinor + record.AmountMinor), cancellationToken);
    }

    // Nobody came back for these credits. What Shopify never heard of is not sent any more; where Shopify keeps no list,
    // sending it again under its key is the only way to learn whether it is on the invoice.
    private async Task GiveUpAsync(ShopAccess access, UsageRecord record, bool listed, CancellationToken cancellationToken)
    {
        if (listed)
        {
            await context.UsageRecords.Where(row => row.Id == record.Id && row.State == UsageState.Pending)
                .ExecuteUpdateAsync(row => row.SetProperty(it => it.State, UsageState.Abandoned), cancellationToken);
            return;
        }

        try
        {
            await SettleAsync(record, await source.ChargeAsync(access, record, cancellationToken), cancellationToken);
        }
        catch (ShopifyException error) when (error.Kind is ShopifyErrorKind.UserErrors or ShopifyErrorKind.Refused)
        {
            await RefuseAsync(record, error, cancellationToken);
        }
    }

    private Task RefuseAsync(UsageRecord record, ShopifyException error, CancellationToken cancellationToken)
    {
        var (now, words) = (time.GetUtcNow(), string.Join(' ', error.Errors.Select(reason => reason.Message)));
        return context.UsageRecords.Where(row => row.Id == record.Id && row.State == UsageState.Pending)
            .ExecuteUpdateAsync(row => row.SetProperty(it => it.State, UsageState.Refused).SetProperty(it => it.Message, words).SetProperty(it => it.SettledAt, now), cancellationToken);
    }
}
