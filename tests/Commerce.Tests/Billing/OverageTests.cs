using Commerce.Billing;
using Commerce.Credits;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Billing;

/// <summary>Credits over the plan: charged once, granted once, never over the cap.</summary>
public sealed class OverageTests : BillingFixture
{
    [Test]
    public async Task Item37_The_idempotency_key_of_a_usage_charge_is_really_on_the_wire()
    {
        await TakePaidAsync("pro");
        var available = await AvailableAsync();
        await FundAsync("a", available + 20, agreed: 20);
        var record = await ReadAsync(context => context.UsageRecords.AsNoTracking().SingleAsync());
        var sent = (await ShopifyAsync())["subscriptions"]![0]!["usage"]!["records"]!.AsArray().Single()!;
        Assert.Multiple(async () =>
        {
            Assert.That((string)sent["idempotencyKey"]!, Is.EqualTo(record.IdempotencyKey).And.Length.LessThanOrEqualTo(64));
            Assert.That((string)sent["price"]!["amount"]!, Is.EqualTo("0.80"));
            Assert.That(record.State, Is.EqualTo(UsageState.Charged));
            Assert.That(await AvailableAsync(), Is.EqualTo(available + 20));
        });
    }

    [Test]
    [Category("Chaos")]
    public async Task Wherever_the_process_dies_and_the_owner_starts_again_the_credits_are_charged_and_granted_once()
    {
        await TakePaidAsync("pro");
        await BuyOnceAsync("count", at: 0);
        var points = Crash.Points;
        Assert.That(points, Is.GreaterThanOrEqualTo(6), "two commits and a call, before and after");
        for (var at = 1; at <= points; at++)
        {
            var (charged, available) = (await ChargedAsync(), await AvailableAsync());
            var where = await BuyOnceAsync($"again-{at}", at);
            await FundAsync($"again-{at}", available + 5, agreed: 5);
            await LookAsync();
            Assert.That((await ChargedAsync() - charged, await AvailableAsync() - available), Is.EqualTo((1, 5L)), where);
        }
    }

    [Test]
    [Category("Chaos")]
    public async Task Wherever_the_process_dies_and_nobody_comes_back_credits_and_charge_agree()
    {
        await TakePaidAsync("pro");
        await BuyOnceAsync("count", at: 0);
        var points = Crash.Points;
        for (var at = 1; at <= points; at++)
        {
            var (charged, available) = (await ChargedAsync(), await AvailableAsync());
            var where = await BuyOnceAsync($"left-{at}", at);
            await PassAsync(TimeSpan.FromHours(2));
            await LookAsync();
            Assert.That((await ChargedAsync() - charged) * 5, Is.EqualTo(await AvailableAsync() - available), where);
            Assert.That(await ReadAsync(context => context.UsageRecords.CountAsync(record => record.State == UsageState.Pending)), Is.Zero, where);
        }
    }

    [Test]
    public async Task A_lost_answer_is_asked_for_again_under_the_same_key()
    {
        await TakePaidAsync("pro");
        var available = await AvailableAsync();
        await FaultAsync("lost-answer", "AppUsageRecordCreate");
        await FundAsync("lost", available + 5, agreed: 5);
        Assert.That((await ChargedAsync(), await AvailableAsync()), Is.EqualTo((1, available + 5)));
    }

    [Test]
    public async Task R13_nothing_is_bought_for_a_batch_that_the_daily_budget_refuses()
    {
        await TakePaidAsync("pro");
        var available = await AvailableAsync();
        await SetBudgetAsync(available + 19);
        var refused = await Assert.ThrowsAsync<OverBudgetException>(() => FundAsync("over-budget", available + 20, agreed: 20));
        Assert.That(refused!.Message, Does.Contain($"{available + 19} are left until midnight").And.Contain("Nothing was charged"));
        Assert.That(await ReadAsync(context => context.UsageRecords.CountAsync()), Is.Zero);

        await SetBudgetAsync(available + 20);
        await FundAsync("within-budget", available + 20, agreed: 20);
        Assert.That(await AvailableAsync(), Is.EqualTo(available + 20));
    }

    [Test]
    public async Task R13_many_that_buy_at_once_never_pay_for_credits_that_the_budget_leaves_no_room_for()
    {
        await TakePaidAsync("pro");
        var available = await AvailableAsync();
        await SetBudgetAsync(available + 10);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async number =>
        {
            try
            {
                await FundAsync($"race-{number}", available + 5, agreed: 5);
            }
            catch (OverBudgetException)
            {
                // Refused before any money moved.
            }
        }));
        Assert.That(await ChargedAsync(), Is.InRange(1, 2), "ten credits fit, five at a time");
        Assert.That(await AvailableAsync(), Is.InRange(available + 5, available + 10));
    }

    [Test]
    public async Task Item37_What_does_not_fit_under_the_cap_is_refused_with_words_and_charges_nothing()
    {
        await TakePaidAsync("pro");
        var available = await AvailableAsync();
        var refused = await Assert.ThrowsAsync<BillingRefusedException>(() => FundAsync("big", available + 501, agreed: 501));
        Assert.Multiple(async () =>
        {
            Assert.That(refused!.Message, Does.Contain("20.04 USD").And.Contain("20.00 USD left").And.Contain("nothing that runs stops"));
            Assert.That((await ChargedAsync(), await AvailableAsync()), Is.EqualTo((0, available)));
        });
    }

    [Test]
    public async Task Two_batches_at_once_never_pass_the_cap_together()
    {
        await TakePaidAsync("pro");
        var available = await AvailableAsync();
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(async number =>
        {
            try
            {
                await FundAsync($"at-once-{number}", available + 5000, agreed: 5000);
                return true;
            }
            catch (BillingRefusedException)
            {
                return false;
            }
        }));
        Assert.That(tries, Has.None.True);
        var half = await Task.WhenAll(Enumerable.Range(0, 3).Select(async number =>
        {
            try
            {
                await RunAsync(async scope =>
                {
                    await ((Overage)scope.GetService(typeof(Overage))!).BuyAsync($"half-{number}", 250, "test", CancellationToken.None);
                    return true;
                });
                return 1;
            }
            catch (BillingRefusedException)
            {
                return 0;
            }
        }));
        Assert.That((half.Sum(), await ChargedAsync(), await AvailableAsync()), Is.EqualTo((2, 2, available + 500)));
    }

    [Test]
    public async Task Nothing_is_bought_without_the_owners_yes_to_that_much()
    {
        await TakePaidAsync("pro");
        var available = await AvailableAsync();
        await FundAsync("unasked", available + 20, agreed: 0);
        await FundAsync("less", available + 20, agreed: 19);
        Assert.That((await ChargedAsync(), await AvailableAsync()), Is.EqualTo((0, available)));
    }

    [Test]
    public async Task Item37_Near_the_cap_the_owner_is_warned_and_at_it_buying_pauses_until_it_is_raised()
    {
        await TakePaidAsync("pro");
        await FundAsync("near", await AvailableAsync() + 460, agreed: 460);
        await LookAsync();
        var near = await StandingAsync();
        await FundAsync("full", await AvailableAsync() + 40, agreed: 40);
        await LookAsync();
        var full = await StandingAsync();
        await RunAsync(scope => ((Approvals)scope.GetService(typeof(Approvals))!).RaiseCapAsync(6000, "staff 901", CancellationToken.None));
        await ControlAsync("approve-cap");
        await LookAsync();
        var raised = await StandingAsync();
        Assert.Multiple(async () =>
        {
            Assert.That((near.MayStart, near.MayBuy, near.Notices.Single()), Is.EqualTo((true, true, Notice.CapNear)));
            Assert.That((full.MayStart, full.MayBuy, full.Notices.Single()), Is.EqualTo((true, false, Notice.CapReached)));
            Assert.That((raised.MayBuy, raised.Notices.Count), Is.EqualTo((true, 0)));
            Assert.That((await LatestAsync()).State, Is.EqualTo(ChargeState.Active));
        });
    }

    private async Task<string> BuyOnceAsync(string key, int at)
    {
        var needed = await AvailableAsync() + 5;
        Crash.Arm(at);
        try
        {
            await FundAsync(key, needed, agreed: 5);
        }
        catch (Exception error) when (error is CrashedException or BillingRefusedException or InvalidOperationException)
        {
            // Dead, as asked.
        }

        var where = $"{at}: {string.Join(", ", Crash.Passed)}";
        if (at > 0)
        {
            Crash.Disarm();
        }

        return where;
    }

    private async Task<int> ChargedAsync() => (await ShopifyAsync())["subscriptions"]!.AsArray().Sum(subscription => subscription!["usage"]!["records"]!.AsArray().Count);

    private Task SetBudgetAsync(long credits) => RunAsync(async scope =>
    {
        await scope.GetRequiredService<Budgets>().SetDailyAsync(credits, "staff 901", CancellationToken.None);
        return true;
    });
}
