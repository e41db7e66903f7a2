using Commerce.Billing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Billing;

/// <summary>The same rules where Shopify's own page sells the plans.</summary>
public sealed class AppPricingTests : BillingFixture
{
    protected override string Source => "AppPricing";

    [Test]
    public async Task The_plan_chosen_on_Shopifys_page_is_read_and_gives_its_credits()
    {
        var page = await SubscribeAsync("pro");
        Assert.That(page.AbsolutePath, Does.EndWith("/charges/commerce-studio/pricing_plans"));
        await ChooseAsync("pro");
        await LookAsync();
        await LookAsync();
        Assert.That(((await SubscriptionAsync()).Plan, await AvailableAsync(), (await LatestAsync()).State), Is.EqualTo(("pro", 530L, ChargeState.Active)));
        await ChooseAsync("pro-plus");
        await LookAsync();
        Assert.That(((await SubscriptionAsync()).Plan, await AvailableAsync()), Is.EqualTo(("pro-plus", 930L)));
        await ChooseAsync("none");
        await LookAsync();
        Assert.That(((await SubscriptionAsync()).State, await AvailableAsync()), Is.EqualTo((SubscriptionState.Cancelled, 930L)));
    }

    [Test]
    [Category("Chaos")]
    public async Task Item37_Metered_usage_is_sent_under_its_key_and_counts_once_wherever_the_process_dies()
    {
        await ChooseAsync("pro");
        await LookAsync();
        await FundAsync("count", await AvailableAsync() + 5, agreed: 5);
        for (var at = 1; at <= 12; at++)
        {
            var (events, available) = (await EventsAsync(), await AvailableAsync());
            Crash.Arm(at);
            try
            {
                await FundAsync($"key-{at}", available + 5, agreed: 5);
            }
            catch (Exception error) when (error is CrashedException or BillingRefusedException or InvalidOperationException)
            {
                // Dead, as asked.
            }

            var where = $"{at}: {string.Join(", ", Crash.Passed)}";
            Crash.Disarm();
            await PassAsync(TimeSpan.FromHours(2));
            await LookAsync();
            Assert.That((await EventsAsync() - events) * 5, Is.EqualTo(await AvailableAsync() - available), where);
        }

        var keys = (await ShopifyAsync())["events"]!.AsArray().Select(each => (string)each!["idempotency_key"]!).ToList();
        Assert.That(keys, Is.Unique.And.All.Length.LessThanOrEqualTo(64));
    }

    [Test]
    public async Task Packs_and_caps_are_not_sold_there()
    {
        await ChooseAsync("pro");
        await LookAsync();
        await Assert.ThrowsAsync<BillingRefusedException>(() => BuyAsync("credits-100"));
        Assert.That((await LatestAsync()).State, Is.EqualTo(ChargeState.Refused));
        Assert.That(await RunAsync(scope => scope.GetRequiredService<Approvals>().CancelAsync(refund: false, CancellationToken.None)), Is.Not.Null, "the owner ends it there");
    }

    private async Task ChooseAsync(string plan)
    {
        using var answer = await Sandbox.Control.PostAsync($"admin/store/{Domain.Split('.')[0]}/charges/commerce-studio/pricing_plans", new FormUrlEncodedContent([new("plan", plan)]));
        Assert.That((int)answer.StatusCode, Is.LessThan(500));
    }

    private async Task<int> EventsAsync() => (await ShopifyAsync())["events"]!.AsArray().Count;
}
