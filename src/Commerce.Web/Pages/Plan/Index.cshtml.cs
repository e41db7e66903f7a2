using Commerce.Billing;
using Commerce.Data;
using Commerce.Plans;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Billing;
using Commerce.Stores;
using Commerce.Web.Face;
using Commerce.Web.Stores;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Plan;

/// <summary>What the store is on, what else there is, and the way to Shopify's page where every charge is approved.</summary>
public sealed class IndexModel(
    CommerceContext context, Approvals approvals, Reconciliation reconciliation, IBillingSource source, IStringLocalizer<Words> text, TimeProvider time) : PageModel
{
    public Subscription Subscription { get; private set; } = null!;

    public Commerce.Plans.Plan Current { get; private set; } = PlanCatalogue.Free;

    /// <summary>Shopify's page shows the plans, so ours only leads there.</summary>
    public bool Hosted => source.HostsPlans;

    public bool Paying => Subscription.State is SubscriptionState.Active or SubscriptionState.Frozen;

    public bool Trying => Subscription.TrialEndsAt > time.GetUtcNow();

    public bool MayTry { get; private set; }

    /// <summary>Until when the credits of the period last; null without a period.</summary>
    public DateTimeOffset? PeriodEndsAt { get; private set; }

    public long Available { get; private set; }

    /// <summary>The charge the owner comes back from; null on an ordinary visit.</summary>
    public Charge? Back { get; private set; }

    /// <summary>Shopify did not answer, so everything here is as it was read last.</summary>
    public bool Stale { get; private set; }

    public string? Problem { get; private set; }

    /// <summary>Where a browser that takes no streams goes on by hand.</summary>
    public Uri? LeaveTo { get; private set; }

    public IReadOnlyList<Money> HigherCaps { get; private set; } = [];

    public async Task OnGetAsync(Guid? charge, CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken);
        await ReadAsync(cancellationToken);
        Back = charge is { } id ? await context.Charges.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) : null;
    }

    public Task<IActionResult> OnPostChooseAsync(string plan, CancellationToken cancellationToken) =>
        AskAsync(() => approvals.SubscribeAsync(plan, User.Actor(), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostPackAsync(string pack, CancellationToken cancellationToken) =>
        AskAsync(() => approvals.BuyAsync(pack, User.Actor(), cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostCapAsync(long cap, CancellationToken cancellationToken) =>
        AskAsync(() => approvals.RaiseCapAsync(cap, User.Actor(), cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostCancelAsync(bool refund, CancellationToken cancellationToken)
    {
        try
        {
            if (await approvals.CancelAsync(refund, cancellationToken) is { } page)
            {
                await ReadAsync(cancellationToken);
                return this.Leave(page, address => LeaveTo = address);
            }
        }
        catch (BillingRefusedException error)
        {
            return await RefuseAsync(error.Message, cancellationToken);
        }

        await LookAsync(cancellationToken, now: true);
        return this.Go("/plan", text["You are on the {0} plan now", PlanCatalogue.Free.Name]);
    }

    private async Task<IActionResult> AskAsync(Func<Task<Uri>> ask, CancellationToken cancellationToken)
    {
        Uri page;
        try
        {
            page = await ask();
        }
        catch (BillingRefusedException error)
        {
            return await RefuseAsync(error.Message, cancellationToken);
        }

        await ReadAsync(cancellationToken);
        return this.Leave(page, address => LeaveTo = address);
    }

    private async Task<IActionResult> RefuseAsync(string words, CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken);
        Problem = text[words];
        return this.Invalid();
    }

    // What the address says about a charge is not believed; Shopify is asked.
    private async Task LookAsync(CancellationToken cancellationToken, bool now = false)
    {
        try
        {
            await (now ? reconciliation.RunAsync(cancellationToken) : reconciliation.RunIfDueAsync(cancellationToken));
        }
        catch (Exception error) when (error is ShopifyException or ShopAccessLostException)
        {
            Stale = true;
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        context.ChangeTracker.Clear();
        Subscription = await context.Subscriptions.AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? new Subscription();
        Current = PlanCatalogue.Find(Subscription.Plan) ?? PlanCatalogue.Free;
        PeriodEndsAt = await context.CreditPeriods.Where(period => period.ClosedAt == null).Select(period => (DateTimeOffset?)period.EndsAt).SingleOrDefaultAsync(cancellationToken);
        Available = await context.Balances.Select(balance => balance.Available).SingleOrDefaultAsync(cancellationToken);
        MayTry = !await context.Charges.AnyAsync(row => row.TrialDays > 0 && row.ApprovedAt != null, cancellationToken);
        HigherCaps = Hosted || Subscription is not { State: SubscriptionState.Active, CapMinor: { } cap } ? [] : [.. ((long[])[2, 3, 5]).Select(times => new Money(cap * times, Subscription.Currency))];
    }
}
