using Commerce.Data;
using Commerce.Plans;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Billing;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Billing;

/// <summary>
/// Asks the owner to approve a charge. The charge is written down before Shopify is asked; whatever comes of it is read from
/// Shopify later (<see cref="Reconciliation"/>), never believed from the address the owner comes back to.
/// </summary>
public sealed class Approvals(
    CommerceContext context, StoreScope scope, ShopAccounts shop, IBillingSource source, TestCharges test, TimeProvider time)
{
    /// <summary>Asks for a plan; a cheaper one begins when the period that is paid ends.</summary>
    /// <returns>Shopify's page, to be opened at top level.</returns>
    /// <exception cref="BillingRefusedException">It cannot be had; nothing was charged.</exception>
    public async Task<Uri> SubscribeAsync(string planKey, string actor, CancellationToken cancellationToken)
    {
        var plan = PlanCatalogue.Find(planKey) is { IsFree: false } found ? found : throw new BillingRefusedException("There is no such plan. Nothing was charged.");
        var subscription = await ReadAsync(cancellationToken);
        var current = subscription.State is SubscriptionState.Active or SubscriptionState.Frozen ? PlanCatalogue.Find(subscription.Plan) : null;
        if (!source.HostsPlans && current?.Key == plan.Key)
        {
            throw new BillingRefusedException("You are on this plan already. Nothing was charged.");
        }

        var price = plan.PriceIn(subscription.Currency);
        return await AskAsync(subscription, Draft(
            ChargeKind.Subscription, plan.Key, price, test.On, actor,
            cap: plan.SellsUsage ? plan.CapIn(price.Currency).Minor : null,
            trialDays: await TrialDaysAsync(subscription, plan, cancellationToken),
            atPeriodEnd: current is not null && price.Minor < current.PriceIn(price.Currency).Minor), cancellationToken);
    }

    /// <summary>Asks for a pack of credits.</summary>
    /// <inheritdoc cref="SubscribeAsync"/>
    public async Task<Uri> BuyAsync(string packKey, string actor, CancellationToken cancellationToken)
    {
        var pack = PlanCatalogue.FindPack(packKey) ?? throw new BillingRefusedException("There is no such pack. Nothing was charged.");
        var subscription = await ReadAsync(cancellationToken);
        return await AskAsync(subscription, Draft(ChargeKind.Pack, pack.Key, pack.PriceIn(subscription.Currency), test.On, actor, credits: pack.Credits), cancellationToken);
    }

    /// <summary>Asks for a higher cap on credits over the plan; the old one stays until the owner approves.</summary>
    /// <inheritdoc cref="SubscribeAsync"/>
    public async Task<Uri> RaiseCapAsync(long capMinor, string actor, CancellationToken cancellationToken)
    {
        var subscription = await ReadAsync(cancellationToken);
        if (subscription is not { State: SubscriptionState.Active, CapMinor: { } cap })
        {
            throw new BillingRefusedException("Your plan sells no credits over the plan. Nothing was charged.");
        }

        if (capMinor <= cap)
        {
            throw new BillingRefusedException("The new cap must be higher than the one you have. Nothing was charged.");
        }

        return await AskAsync(subscription, Draft(ChargeKind.Cap, subscription.Plan, new Money(0, subscription.Currency), subscription.Test, actor, cap: capMinor), cancellationToken);
    }

    /// <summary>Goes back to the free plan. The credits of the paid period stay until it ends, unless its rest is paid back.</summary>
    /// <returns>Shopify's page where the owner ends it, or null when it is done.</returns>
    /// <exception cref="BillingRefusedException">Nothing was changed.</exception>
    public async Task<Uri?> CancelAsync(bool refund, CancellationToken cancellationToken)
    {
        var subscription = await ReadAsync(cancellationToken);
        if (subscription.State is not (SubscriptionState.Active or SubscriptionState.Frozen))
        {
            throw new BillingRefusedException("You are on the free plan already.");
        }

        // Written first: however this goes on, the credits whose price went back are taken back once.
        DateTimeOffset? asked = refund && !source.HostsPlans ? time.GetUtcNow() : null;
        await context.Subscriptions.ExecuteUpdateAsync(row => row.SetProperty(it => it.RefundAskedAt, asked), cancellationToken);
        return await CallAsync(access => source.CancelAsync(access, subscription, refund, cancellationToken), cancellationToken);
    }

    private async Task<Subscription> ReadAsync(CancellationToken cancellationToken) =>
        await context.Subscriptions.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new Subscription { StoreId = scope.StoreId };

    private Charge Draft(
        ChargeKind kind, string item, Money price, bool isTest, string actor, long credits = 0, long? cap = null, int trialDays = 0, bool atPeriodEnd = false) => new()
        {
            StoreId = scope.StoreId,
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Kind = kind,
            Item = item,
            PriceMinor = price.Minor,
            Currency = price.Currency,
            Credits = credits,
            CapMinor = cap,
            TrialDays = trialDays,
            AtPeriodEnd = atPeriodEnd,
            Test = isTest,
            CreatedBy = actor,
            CreatedAt = time.GetUtcNow(),
            UpdatedAt = time.GetUtcNow(),
        };

    private async Task<Uri> AskAsync(Subscription subscription, Charge charge, CancellationToken cancellationToken)
    {
        context.Charges.Add(charge);
        // Committed before Shopify hears of it: a charge that is approved later always finds its record.
        await context.SaveChangesAsync(cancellationToken);
        Approval approval;
        try
        {
            approval = await CallAsync(access => source.AskAsync(access, charge, subscription, cancellationToken), cancellationToken);
        }
        catch (BillingRefusedException error) when (error.InnerException is not ShopifyException { OutcomeUnknown: true })
        {
            (charge.State, charge.Message, charge.UpdatedAt) = (ChargeState.Refused, error.Message, time.GetUtcNow());
            await context.SaveChangesAsync(cancellationToken);
            throw;
        }

        (charge.State, charge.ShopifyId, charge.UpdatedAt) = (ChargeState.Pending, approval.ShopifyId, time.GetUtcNow());
        await context.SaveChangesAsync(cancellationToken);
        return approval.Address;
    }

    private async Task<T> CallAsync<T>(Func<ShopAccess, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await shop.UseAsync(call, cancellationToken);
        }
        catch (ShopifyException error) when (error.Kind is ShopifyErrorKind.UserErrors)
        {
            throw new BillingRefusedException($"Shopify did not take it: {string.Join(' ', error.Errors.Select(reason => reason.Message))} Nothing was charged.", error);
        }
        catch (ShopifyException error)
        {
            throw new BillingRefusedException("Shopify does not answer just now. Nothing was charged; try again in a minute.", error);
        }
    }

    // A store tries a paid plan once. Changing the plan while it tries takes the days along that are left.
    private async Task<int> TrialDaysAsync(Subscription subscription, Plan plan, CancellationToken cancellationToken)
    {
        if (subscription.TrialEndsAt is { } end && end > time.GetUtcNow())
        {
            return (int)Math.Ceiling((end - time.GetUtcNow()).TotalDays);
        }

        return await context.Charges.AnyAsync(charge => charge.TrialDays > 0 && charge.ApprovedAt != null, cancellationToken) ? 0 : plan.TrialDays;
    }
}
