using Commerce.Billing;
using Commerce.Credits;
using Commerce.Jobs;
using Commerce.Plans;
using Commerce.Shopify.Admin;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Commerce.Tests.Billing;

/// <summary>A plan's life, and what each turn of it does to credits and batches.</summary>
public sealed class SubscriptionTests : BillingFixture
{
    [Test]
    public async Task An_approved_plan_is_tried_first_then_paid_with_its_credits_each_time()
    {
        await TakeAsync("pro");
        Assert.That((await AvailableAsync(), (await SubscriptionAsync()).Plan), Is.EqualTo((80L, "pro")), "30 of welcome, 50 of the trial");
        await PassAsync(TimeSpan.FromDays(7.5));
        await LookAsync();
        Assert.That(await AvailableAsync(), Is.EqualTo(530), "what was left of the trial ended with it");
        await LookAsync();
        await PassAsync(TimeSpan.FromDays(30));
        await LookAsync();
        await LookAsync();
        var kinds = await ReadAsync(context => context.Entries.Select(entry => new { entry.Kind, entry.Amount }).ToListAsync());
        Assert.Multiple(async () =>
        {
            Assert.That(await AvailableAsync(), Is.EqualTo(530), "one period's credits ended, the next one's came");
            Assert.That(kinds.Select(entry => (entry.Kind, entry.Amount)), Is.EquivalentTo(new[]
            {
                (EntryKind.Grant, 30L), (EntryKind.Grant, 50L), (EntryKind.Expire, 50L), (EntryKind.Grant, 500L), (EntryKind.Expire, 500L), (EntryKind.Grant, 500L),
            }));
        });
    }

    [Test]
    public async Task Item37_A_declined_plan_leaves_everything_as_it_was_and_says_so()
    {
        await SubscribeAsync("pro");
        await ControlAsync("decline");
        await RunAsync(async scope =>
        {
            await scope.GetRequiredService<PendingApprovals>().LookAsync(CancellationToken.None);
            return true;
        });
        var standing = await StandingAsync();
        Assert.That(((await LatestAsync()).State, standing.MayStart, standing.Notices.Single(), await AvailableAsync()), Is.EqualTo((ChargeState.Declined, true, Notice.Declined, 30L)));
    }

    [Test]
    public async Task Item37_An_unapproved_plan_expires_after_two_days()
    {
        await SubscribeAsync("pro");
        Assert.That((await StandingAsync()).Notices.Single(), Is.EqualTo(Notice.Pending));
        await PassAsync(TimeSpan.FromDays(2.1));
        await LookAsync();
        Assert.That(((await LatestAsync()).State, (await StandingAsync()).Notices.Single(), await AvailableAsync()), Is.EqualTo((ChargeState.Expired, Notice.Expired, 30L)));
    }

    [Test]
    public async Task Item37_A_frozen_plan_keeps_credits_refuses_new_batches_and_goes_on_by_itself()
    {
        await TakePaidAsync("pro");
        await ControlAsync("freeze");
        await LookAsync();
        var frozen = await StandingAsync();
        var refused = await Assert.ThrowsAsync<BillingRefusedException>(() => FundAsync("frozen", 1, agreed: 0));
        await PassAsync(TimeSpan.FromDays(3));
        await LookAsync();
        Assert.Multiple(async () =>
        {
            Assert.That((frozen.MayStart, frozen.MayBuy, frozen.Notices.Single()), Is.EqualTo((false, false, Notice.Frozen)));
            Assert.That(refused!.Message, Does.Contain("credits are kept").And.Contain("what runs goes on"));
            Assert.That(await AvailableAsync(), Is.EqualTo(530));
        });
        await ControlAsync("unfreeze");
        await LookAsync();
        await FundAsync("frozen", 1, agreed: 0);
        Assert.That((await StandingAsync()).Notices, Is.Empty);
    }

    [Test]
    public async Task Item37_A_cancelled_plan_keeps_its_credits_until_the_paid_period_ends()
    {
        await TakePaidAsync("pro");
        await RunAsync(scope => scope.GetRequiredService<Approvals>().CancelAsync(refund: false, CancellationToken.None));
        await LookAsync();
        var standing = await StandingAsync();
        Assert.Multiple(async () =>
        {
            Assert.That(((await SubscriptionAsync()).State, standing.MayStart, standing.MayBuy, standing.Notices.Single()), Is.EqualTo((SubscriptionState.Cancelled, true, false, Notice.Cancelled)));
            Assert.That(await ReadAsync(context => context.Stores.Select(store => store.Plan).SingleAsync()), Is.EqualTo("free"));
            Assert.That(await AvailableAsync(), Is.EqualTo(530));
        });
        await PassAsync(TimeSpan.FromDays(30));
        await LookAsync();
        Assert.That(await AvailableAsync(), Is.EqualTo(30), "the welcome credits stay");
    }

    [Test]
    public async Task A_plan_paid_back_takes_its_unused_credits_along_once()
    {
        await TakePaidAsync("pro");
        await RunAsync(scope => scope.GetRequiredService<Approvals>().CancelAsync(refund: true, CancellationToken.None));
        await LookAsync();
        await LookAsync();
        Assert.That((await AvailableAsync(), await ReadAsync(context => context.Entries.Where(entry => entry.Kind == EntryKind.Refund).SumAsync(entry => entry.Amount))), Is.EqualTo((30L, 500L)));
    }

    [Test]
    public async Task A_dearer_plan_adds_the_difference_at_once_and_a_cheaper_one_waits_for_the_period()
    {
        await TakePaidAsync("pro");
        await TakeAsync("pro-plus");
        Assert.That((await AvailableAsync(), (await SubscriptionAsync()).Plan), Is.EqualTo((930L, "pro-plus")));
        await SubscribeAsync("pro");
        await ControlAsync("approve");
        await LookAsync();
        Assert.That(((await LatestAsync()).State, (await SubscriptionAsync()).Plan, await AvailableAsync(), (await StandingAsync()).Notices.Single()),
            Is.EqualTo((ChargeState.Scheduled, "pro-plus", 930L, Notice.Scheduled)));
        await PassAsync(TimeSpan.FromDays(30));
        await LookAsync();
        Assert.That((await AvailableAsync(), (await SubscriptionAsync()).Plan, (await LatestAsync()).State), Is.EqualTo((530L, "pro", ChargeState.Active)));
    }

    [Test]
    public async Task Two_tabs_that_approve_the_same_plan_give_its_credits_once()
    {
        await SubscribeAsync("pro");
        await SubscribeAsync("pro");
        await ControlAsync("approve");
        await LookAsync();
        await ControlAsync("approve");
        await Task.WhenAll(LookAsync(), LookAsync(), LookAsync());
        var shopify = (await ShopifyAsync())["subscriptions"]!.AsArray().Select(subscription => (string)subscription!["status"]!);
        Assert.That((await AvailableAsync(), shopify.Count(status => status == "ACTIVE")), Is.EqualTo((80L, 1)));
    }

    [Test]
    public async Task After_a_reinstall_the_plan_has_to_be_approved_again_and_is_not_tried_twice()
    {
        await TakePaidAsync("pro");
        await Sandbox.PostAsync($"control/shops/{Domain}/uninstall", new { });
        await InstallAsync();
        Assert.That(await RunAsync(scope => scope.GetRequiredService<Reconciliation>().RunIfDueAsync(CancellationToken.None)), Is.True, "a new install is looked at");
        Assert.That(((await SubscriptionAsync()).State, (await StandingAsync()).Notices.Single()), Is.EqualTo((SubscriptionState.Cancelled, Notice.Cancelled)));
        await TakeAsync("pro");
        var charge = await LatestAsync();
        Assert.That((charge.State, charge.TrialDays, (await SubscriptionAsync()).State), Is.EqualTo((ChargeState.Active, 0, SubscriptionState.Active)));
    }

    [Test]
    public async Task A_pack_is_added_once_and_outlives_every_period()
    {
        await BuyAsync("credits-100");
        await ControlAsync("approve");
        await LookAsync();
        await LookAsync();
        Assert.That(await AvailableAsync(), Is.EqualTo(130));
        await TakePaidAsync("pro");
        await PassAsync(TimeSpan.FromDays(60));
        await LookAsync();
        Assert.That(await AvailableAsync(), Is.EqualTo(630));
    }

    [TestCase("pro", "AppSubscriptionCreate")]
    [TestCase("credits-100", "AppPurchaseOneTimeCreate")]
    public async Task A_charge_whose_answer_was_lost_is_found_when_it_is_approved_after_all(string item, string document)
    {
        await FaultAsync("lost-answer", document);
        await Assert.ThrowsAsync<BillingRefusedException>(() => item == "pro" ? SubscribeAsync(item) : BuyAsync(item));
        Assert.That((await LatestAsync()).State, Is.EqualTo(ChargeState.Requested));
        await ControlAsync("approve");
        await LookAsync();
        Assert.That(((await LatestAsync()).State, await AvailableAsync()), Is.EqualTo((ChargeState.Active, item == "pro" ? 80L : 130L)));
    }

    [Test]
    public async Task Running_batches_keep_what_they_hold_when_the_period_ends()
    {
        await TakePaidAsync("pro");
        await RunAsync(scope => scope.GetRequiredService<Ledger>().HoldAsync(Guid.CreateVersion7(Clock.GetUtcNow()), 100, "Running", CancellationToken.None));
        await RunAsync(scope => scope.GetRequiredService<Approvals>().CancelAsync(refund: false, CancellationToken.None));
        await PassAsync(TimeSpan.FromDays(31));
        await LookAsync();
        var balance = await ReadAsync(context => context.Balances.AsNoTracking().SingleAsync());
        Assert.That((balance.Available, balance.Held), Is.EqualTo((30L, 100L)));
    }

    [Test]
    public async Task Webhooks_of_billing_only_make_us_look_so_late_and_double_ones_do_no_harm()
    {
        await SubscribeAsync("pro");
        await ControlAsync("approve");
        var effect = (Func<string, string, Task>)((topic, body) => RunAsync(async scope =>
        {
            var one = scope.GetServices<IWebhookEffect>().Single(each => each.Topics.Contains(topic));
            await one.ApplyAsync(new WebhookDelivery(StoreId, topic, "w1", null, Clock.GetUtcNow().AddDays(-3), System.Text.Json.JsonDocument.Parse(body).RootElement), CancellationToken.None);
            return true;
        }));
        await effect("app_subscriptions/update", """{"app_subscription":{"status":"CANCELLED"}}""");
        await effect("app_subscriptions/update", """{"app_subscription":{"status":"CANCELLED"}}""");
        await effect("app_subscriptions/approaching_capped_amount", "{}");
        await effect("app_purchases_one_time/update", "{}");
        Assert.That(((await SubscriptionAsync()).State, await AvailableAsync()), Is.EqualTo((SubscriptionState.Active, 80L)));
    }

    [Test]
    public async Task A_shop_that_does_not_answer_changes_nothing_and_is_asked_again()
    {
        await TakePaidAsync("pro");
        var before = await SubscriptionAsync();
        await PassAsync(TimeSpan.FromDays(2));
        await Sandbox.PostAsync($"control/shops/{Domain}/access", new { state = "frozen" });
        await TryLookAsync();
        Assert.That((await SubscriptionAsync()).CheckedAt, Is.EqualTo(before.CheckedAt));
        await Sandbox.PostAsync($"control/shops/{Domain}/access", new { state = "open" });
        await TryLookAsync();
        Assert.That((await SubscriptionAsync()).CheckedAt, Is.GreaterThan(before.CheckedAt!.Value));
    }

    [Test]
    public async Task The_round_starts_a_look_for_each_active_store()
    {
        await RunAsync(async scope =>
        {
            await ActivatorUtilities.CreateInstance<BillingRoundJob>(scope).Execute(null!);
            var scheduler = await scope.GetRequiredService<ISchedulerFactory>().GetScheduler();
            Assert.That(await scheduler.Exists(new JobKey(nameof(BillingCheckJob), $"{StoreJobs.StoreGroup}{StoreId}")), Is.True);
            return true;
        });
    }

    [Test]
    public async Task Charges_of_one_store_are_not_there_for_another()
    {
        await SubscribeAsync("pro");
        var first = StoreId;
        await OpenShopAsync();
        Assert.That(await ReadAsync(context => context.Charges.CountAsync()), Is.Zero);
        Assert.That(await Work.RunAsync(first, scope => scope.GetRequiredService<Commerce.Data.CommerceContext>().Charges.CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task A_plan_is_refused_when_it_is_the_one_in_force_and_prices_are_those_of_the_plan()
    {
        await TakePaidAsync("pro");
        await Assert.ThrowsAsync<BillingRefusedException>(() => SubscribeAsync("pro"));
        await Assert.ThrowsAsync<BillingRefusedException>(() => SubscribeAsync("gold"));
        var charge = await LatestAsync();
        Assert.That((charge.PriceMinor, charge.Currency, charge.CapMinor, charge.Test), Is.EqualTo((PlanCatalogue.Find("pro")!.Prices["USD"], "USD", 2000L, true)));
    }

    // What the job does with a shop that does not answer.
    private async Task TryLookAsync()
    {
        try
        {
            await RunAsync(scope => scope.GetRequiredService<Reconciliation>().RunIfDueAsync(CancellationToken.None));
        }
        catch (ShopifyException error) when (error.Kind == ShopifyErrorKind.ShopUnavailable)
        {
            Assert.That(error.OutcomeUnknown, Is.False);
        }
    }
}
