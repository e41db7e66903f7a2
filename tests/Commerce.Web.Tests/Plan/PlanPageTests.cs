using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Commerce.Billing;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Plan;

/// <summary>The plan page and the notices that stand on every page about money.</summary>
public sealed class PlanPageTests : StudioFixture
{
    private int shops;

    [TestCase(SubscriptionState.Frozen, "Your plan is on hold", "new batches wait until the bill is paid")]
    [TestCase(SubscriptionState.Cancelled, "Your Pro plan is over", "packs stay yours")]
    public async Task Item37_A_frozen_and_a_cancelled_plan_have_their_words_on_every_page_about_money(SubscriptionState state, string title, string words)
    {
        var store = await StoreAsync(row =>
        {
            row.State = state;
            (row.Plan, row.EndedPlan, row.EndedAt) = state == SubscriptionState.Frozen ? ("pro", null, null) : ("free", "pro", (DateTimeOffset?)Clock.GetUtcNow());
        });
        using var client = ClientOf(store);
        foreach (var path in new[] { "/", "/credits", "/plan" })
        {
            var page = WebUtility.HtmlDecode(await client.GetStringAsync(path));
            Assert.That(page, Does.Contain(title).And.Contain(words).IgnoreCase, path);
        }
    }

    [TestCase(ChargeState.Declined, "You declined the charge")]
    [TestCase(ChargeState.Expired, "A charge was not approved in time")]
    public async Task Item37_A_declined_and_an_expired_charge_say_that_nothing_was_charged(ChargeState state, string title)
    {
        var store = await StoreAsync(_ => { });
        await AskedAsync(store, state);
        using var client = ClientOf(store);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/plan"));
        Assert.That(page, Does.Contain(title).And.Contain("Nothing was charged and everything is as it was."));
    }

    [TestCase(1900, "Your cap is almost used up")]
    [TestCase(2000, "Your cap is reached")]
    public async Task Item37_A_cap_that_runs_out_is_said_with_what_goes_on(long used, string title)
    {
        var store = await StoreAsync(row => (row.State, row.Plan, row.CapMinor, row.UsedMinor, row.ShopifyId) = (SubscriptionState.Active, "pro", 2000, used, "gid://shopify/AppSubscription/9"));
        using var client = ClientOf(store);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/plan"));
        Assert.That(page, Does.Contain(title).And.Contain("of $20 used in this period").And.Contain("Raise the cap"));
    }

    [Test]
    public async Task A_trial_is_first_paid_for_when_it_ends_and_ending_it_pays_nothing_back([Values] bool trying)
    {
        var now = Clock.GetUtcNow();
        var store = await StoreAsync(row => (row.State, row.Plan, row.ShopifyId, row.TrialEndsAt, row.PeriodEndsAt) =
            (SubscriptionState.Active, "pro", "gid://shopify/AppSubscription/8", trying ? now.AddDays(4) : now.AddDays(-1), now.AddDays(34)));
        using var client = ClientOf(store);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/plan"));
        var (first, later) = ($"<dd>{now.AddDays(4).UtcDateTime:d MMMM yyyy}</dd>", $"<dd>{now.AddDays(34).UtcDateTime:d MMMM yyyy}</dd>");
        var (said, unsaid) = trying ? (first, later) : (later, first);
        Assert.That(page, Does.Contain(said).And.Not.Contain(unsaid).And.Contain(trying ? "Nothing was charged and nothing will be." : "Get the rest of the period paid back"));
        Assert.That(page.Contains("paid back", StringComparison.Ordinal), Is.Not.EqualTo(trying));
    }

    [Test]
    public async Task It_compares_the_plans_and_packs_with_their_prices()
    {
        var store = await StoreAsync(_ => { });
        using var client = ClientOf(store);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync("/plan"));
        Assert.That(page, Does.Contain("$14.90").And.Contain("$24.90").And.Contain("500 credits each period").And.Contain("7 days free with 50 credits").And.Contain("Buy for $3.90"));
    }

    [Test]
    public async Task Item38_Choosing_a_plan_leaves_the_frame_for_Shopifys_page_and_outside_production_it_is_a_test()
    {
        var store = await StoreAsync(_ => { });
        var sent = "";
        Outside.Answer = async (request, cancellationToken) =>
        {
            sent = await request.Content!.ReadAsStringAsync(cancellationToken);
            return Json("""{"data":{"appSubscriptionCreate":{"appSubscription":{"id":"gid://shopify/AppSubscription/77"},"confirmationUrl":"http://127.0.0.1:9/approve?signature=abc&x=1","userErrors":[]}}}""");
        };
        using var client = ClientOf(store);
        client.DefaultRequestHeaders.Accept.Clear();
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("text/vnd.turbo-stream.html"));
        var answer = await client.PostAsync("/plan?handler=Choose", new FormUrlEncodedContent([new("plan", "pro")]));
        var stream = await answer.Content.ReadAsStringAsync();
        var charge = await ReadAsync(store, context => context.Charges.AsNoTracking().SingleAsync());
        Assert.Multiple(() =>
        {
            Assert.That(stream, Is.EqualTo("""<turbo-stream action="leave" href="http://127.0.0.1:9/approve?signature=abc&amp;x=1"></turbo-stream>"""));
            Assert.That(sent, Does.Contain("\"test\":true").And.Contain($"/plan?charge={charge.Id}").And.Contain("\"amount\":\"14.90\"").And.Contain("\"trialDays\":7"));
            Assert.That((charge.State, charge.ShopifyId), Is.EqualTo((ChargeState.Pending, "gid://shopify/AppSubscription/77")));
        });
    }

    [Test]
    public async Task Without_streams_the_page_offers_the_way_as_a_link_that_leaves_the_frame()
    {
        var store = await StoreAsync(_ => { });
        Outside.Answer = (_, _) => Task.FromResult<HttpResponseMessage?>(
            Json("""{"data":{"appPurchaseOneTimeCreate":{"appPurchaseOneTime":{"id":"gid://shopify/AppPurchaseOneTime/78"},"confirmationUrl":"http://127.0.0.1:9/approve","userErrors":[]}}}"""));
        using var client = ClientOf(store);
        var page = await (await client.PostAsync("/plan?handler=Pack", new FormUrlEncodedContent([new("pack", "credits-100")]))).Content.ReadAsStringAsync();
        Assert.That(page, Does.Contain("href=\"http://127.0.0.1:9/approve\" target=\"_top\""));
    }

    [Test]
    public async Task A_return_address_that_claims_a_charge_adds_nothing()
    {
        var store = await StoreAsync(_ => { });
        var charge = await AskedAsync(store, ChargeState.Pending);
        Outside.Answer = (_, _) => Task.FromResult<HttpResponseMessage?>(Json(
            """{"data":{"currentAppInstallation":{"activeSubscriptions":[],"allSubscriptions":{"nodes":[]},"oneTimePurchases":{"nodes":[]}},"shopBillingPreferences":{"currency":"USD"}}}"""));
        using var client = ClientOf(store);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/plan?charge={charge}&charge_id=1"));
        Assert.That(page, Does.Not.Contain("You are on the Pro plan").And.Contain("A charge waits for you at Shopify"));
        Assert.That(await ReadAsync(store, context => context.Balances.Select(balance => balance.Available).SingleAsync()), Is.EqualTo(100));
    }

    [Test]
    public async Task A_shop_that_does_not_answer_still_gets_its_page()
    {
        var store = await StoreAsync(_ => { });
        await AskedAsync(store, ChargeState.Pending);
        Outside.Answer = (_, _) => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage(HttpStatusCode.Locked));
        using var client = ClientOf(store);
        Assert.That(await client.GetStringAsync("/plan"), Does.Contain("Shopify does not answer just now"));
        Assert.That((await client.GetAsync("/")).StatusCode, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_plan_that_does_not_exist_is_refused_with_words()
    {
        var store = await StoreAsync(_ => { });
        using var client = ClientOf(store);
        var answer = await client.PostAsync("/plan?handler=Choose", new FormUrlEncodedContent([new("plan", "gold")]));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("There is no such plan. Nothing was charged."));
    }

    private static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    // Looked at just now, so that a visit asks nobody.
    private async Task<SeededStore> StoreAsync(Action<Subscription> change)
    {
        var store = await Seeds.AddStoreAsync($"plan-{++shops}.myshopify.com", "Plan shop");
        await WriteAsync(store, context =>
        {
            var row = new Subscription { StoreId = store.Id, CheckedAt = Clock.GetUtcNow() };
            change(row);
            context.Subscriptions.Add(row);
            return context.SaveChangesAsync();
        });
        return store;
    }

    private async Task<Guid> AskedAsync(SeededStore store, ChargeState state)
    {
        var id = Guid.CreateVersion7(Clock.GetUtcNow());
        await WriteAsync(store, context =>
        {
            context.Charges.Add(new Charge
            {
                StoreId = store.Id, Id = id, Item = "pro", State = state, PriceMinor = 1490, Currency = "USD", CreatedBy = "staff 901", CreatedAt = Clock.GetUtcNow(), UpdatedAt = Clock.GetUtcNow(),
            });
            return context.SaveChangesAsync();
        });
        return id;
    }
}
