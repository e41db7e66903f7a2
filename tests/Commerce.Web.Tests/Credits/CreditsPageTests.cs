using System.Net;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Credits;

public sealed class CreditsPageTests : StudioFixture
{
    [Test]
    public async Task It_says_in_words_what_happened_and_that_it_adds_up()
    {
        using var client = ClientOf(StoreA);
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Clock")], "Morning run");
        Clock.Advance(TimeSpan.FromSeconds(1));
        await Media.DeliverAsync(StoreA, batch);
        var page = await client.GetStringAsync($"/credits?batch={batch}");
        Assert.That(page, Does.Contain("1 credit set aside for the batch “Morning run”").Or.Contain("1 credit set aside for the batch &#x201C;Morning run&#x201D;"));
        Assert.That(page, Does.Contain("1 credit paid: Clock, Studio shot was delivered").And.Contain("Adds up"));
    }

    [Test]
    public async Task A_kind_narrows_the_history()
    {
        using var client = ClientOf(StoreA);
        var page = await client.GetStringAsync("/credits?kind=grant");
        Assert.That(page, Does.Contain("100 credits added: Welcome credits").And.Not.Contain("set aside for the batch"));
    }

    [Test]
    public async Task The_file_holds_every_line_and_no_formula()
    {
        var store = await Seeds.AddStoreAsync("export-shop.myshopify.com", "Export shop");
        using var client = ClientOf(store);
        await Media.DeliverAsync(store, await Media.StartBatchAsync(store, [await Seeds.AddProductAsync(store, "Pin")], "=HYPERLINK(\"http://127.0.0.1\")"));
        var answer = await client.GetAsync("/credits?handler=Export");
        var lines = (await answer.Content.ReadAsStringAsync()).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Multiple(() =>
        {
            Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("text/csv"));
            Assert.That(lines, Has.Length.EqualTo(4), "a head, a grant, a hold and a capture");
            Assert.That(lines, Has.Some.Contains("\"'=HYPERLINK(\"\"http://127.0.0.1\"\")\""));
        });
    }

    [Test]
    public async Task A_ledger_that_does_not_add_up_is_said_openly()
    {
        var store = await Seeds.AddStoreAsync("crooked-shop.myshopify.com", "Crooked shop");
        await WriteAsync(store, context => context.Database.ExecuteSqlAsync($"update balances set available = 7 where store_id = {store.Id}"));
        using var client = ClientOf(store);
        var page = await client.GetStringAsync("/credits");
        Assert.That(page, Does.Contain("The ledger does not add up").And.Contain("The balance says 7 available, its entries add up to 100."));
    }

    [Test]
    public async Task Product_and_days_narrow_the_history_and_the_file()
    {
        var store = await Seeds.AddStoreAsync("narrow-shop.myshopify.com", "Narrow shop");
        var (first, second) = (await Seeds.AddProductAsync(store, "Kettle"), await Seeds.AddProductAsync(store, "Ladle"));
        Clock.Advance(TimeSpan.FromDays(1));
        await Media.DeliverAsync(store, await Media.StartBatchAsync(store, [first, second]));
        var today = Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var before = Clock.GetUtcNow().AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        using var client = ClientOf(store);
        Assert.Multiple(async () =>
        {
            Assert.That(await client.GetStringAsync($"/credits?product={first.Id}"), Does.Contain("Kettle, Studio shot was delivered").And.Not.Contain("Ladle, Studio shot").And.Not.Contain("Welcome credits"));
            Assert.That(await client.GetStringAsync($"/credits?to={before}"), Does.Contain("Welcome credits").And.Not.Contain("was delivered"));
            Assert.That(await client.GetStringAsync($"/credits?from={today}&to={today}"), Does.Contain("was delivered").And.Not.Contain("Welcome credits"));
            var file = await client.GetStringAsync($"/credits?handler=Export&from={today}&kind=capture");
            Assert.That(file.Split("\r\n", StringSplitOptions.RemoveEmptyEntries), Has.Length.EqualTo(3), "a head and two captures");
        });
    }

    [Test]
    public async Task Held_credits_are_explained_by_the_batches_that_hold_them()
    {
        var store = await Seeds.AddStoreAsync("holding-shop.myshopify.com", "Holding shop");
        var batch = await Media.StartBatchAsync(store, [await Seeds.AddProductAsync(store, "Vase")], "Evening run");
        using var client = ClientOf(store);
        Assert.That(await client.GetStringAsync("/credits"), Does.Contain("What holds credits").And.Contain($"<a href=\"/batches/{batch}\">Evening run</a>"));
        await Media.DeliverAsync(store, batch);
        Assert.That(await client.GetStringAsync("/credits"), Does.Not.Contain("What holds credits"));
    }

    [Test]
    public async Task R13_a_budget_is_set_here_and_a_batch_over_it_is_refused_with_what_is_left_today()
    {
        var store = await Seeds.AddStoreAsync("budget-shop.myshopify.com", "Budget shop");
        using var client = ClientOf(store);
        using var set = await client.PostAsync("/credits?handler=Budget", new FormUrlEncodedContent(new Dictionary<string, string> { ["dailyBudget"] = "1" }));
        Assert.That(set.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(await client.GetStringAsync("/credits"), Does.Contain("1 credit left today"));
        var products = new[] { await Seeds.AddProductAsync(store, "One"), await Seeds.AddProductAsync(store, "Two") };
        Assert.That(
            () => Media.StartBatchAsync(store, products),
            Throws.TypeOf<Commerce.Credits.OverBudgetException>().With.Message.Contains("1 are left until midnight (UTC). This needs 2."));

        using var none = await client.PostAsync("/credits?handler=Budget", new FormUrlEncodedContent(new Dictionary<string, string> { ["dailyBudget"] = "" }));
        Assert.That(none.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        await Media.StartBatchAsync(store, products);
    }

    [TestCase("0")]
    [TestCase("-5")]
    [TestCase("lots")]
    [TestCase("99999999999999999999")]
    public async Task R13_a_budget_that_is_none_is_refused_beside_its_field(string entered)
    {
        using var client = ClientOf(StoreB);
        using var answer = await client.PostAsync("/credits?handler=Budget", new FormUrlEncodedContent(new Dictionary<string, string> { ["dailyBudget"] = entered }));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("A whole number from 1 to 100,000,000, or nothing."));
    }

    [Test]
    public async Task A_low_balance_is_said_on_home_and_credits_until_it_is_put_away()
    {
        var store = await Seeds.AddStoreAsync("low-shop.myshopify.com", "Low shop", credits: 9);
        using var client = ClientOf(store);
        Assert.That(await client.GetStringAsync("/credits"), Does.Not.Contain("Your credits are running low"), "nine of thirty are more than a tenth");
        await client.PostAsync("/credits?handler=Warn", new FormUrlEncodedContent(new Dictionary<string, string> { ["warnBelow"] = "10" }));
        Assert.That(await client.GetStringAsync("/credits"), Does.Contain("Your credits are running low").And.Contain("9 credits are left."));
        Assert.That(await client.GetStringAsync("/"), Does.Contain("Your credits are running low"));

        await client.PostAsync("/credits?handler=HideWarning", new FormUrlEncodedContent([]));
        Assert.That(await client.GetStringAsync("/"), Does.Not.Contain("Your credits are running low"));
    }
}
