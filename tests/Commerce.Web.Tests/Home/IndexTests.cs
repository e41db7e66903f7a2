using System.Net;
using Commerce.Library;
using Commerce.Stores;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Web.Tests.Home;

public sealed class IndexTests : StudioFixture
{
    [Test]
    public async Task Without_a_session_token_nothing_is_shown()
    {
        using var client = Stranger();
        Assert.That((await client.GetAsync("/")).StatusCode, Is.EqualTo(HttpStatusCode.Unauthorized));
    }

    [Test]
    public async Task A_store_without_products_is_told_to_add_some()
    {
        var store = await Seeds.AddStoreAsync("empty.myshopify.com", "Empty shop");
        var page = await PageAsync(store);
        Assert.That(page, Does.Contain("Your shop has no products yet").And.Contain("Empty shop").And.Contain("Not read yet"));
        Assert.That(page, Does.Not.Contain("data-stream-url-value"), "Nothing runs, so nothing is followed.");
    }

    [Test]
    public async Task A_running_sync_counts_and_is_followed()
    {
        var store = await Seeds.AddStoreAsync("syncing.myshopify.com", "Syncing shop");
        await SyncAsync(store, SyncState.Running, 67, null);
        var page = await PageAsync(store);
        Assert.That(page, Does.Contain("67 products so far").And.Contain("data-stream-url-value=\"/?handler=Events\""));
    }

    [Test]
    public async Task A_failed_sync_says_why_and_offers_another_try()
    {
        var store = await Seeds.AddStoreAsync("failed.myshopify.com", "Failed shop");
        await SyncAsync(store, SyncState.Failed, 0, "The shop could not be reached. Try again in a minute.");
        Assert.That(await PageAsync(store), Does.Contain("The shop could not be reached").And.Contain("No credits were spent").And.Contain("Try again"));

        using var client = ClientOf(store);
        var answer = await client.PostAsync("/?handler=Sync", new FormUrlEncodedContent([]));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(await StateAsync(store), Is.EqualTo(SyncState.Queued));
    }

    [Test]
    public async Task Item25_A_paused_store_says_why_and_asks_its_shop_once_a_minute_or_when_told_to()
    {
        var store = await PausedAsync("frozen.myshopify.com", "Shopify has frozen this shop, mostly because an invoice of Shopify's is unpaid.");
        var asked = 0;
        Outside.Answer = (request, _) => Task.FromResult<HttpResponseMessage?>(request.RequestUri!.AbsolutePath.EndsWith("/access_token", StringComparison.Ordinal)
            ? Json("""{"access_token":"fresh","scope":"read_products","expires_in":3600,"refresh_token":"next","refresh_token_expires_in":7776000}""")
            : Counted(ref asked, new HttpResponseMessage(HttpStatusCode.PaymentRequired)));
        for (var visit = 0; visit < 3; visit++)
        {
            Assert.That(await PageAsync(store), Does.Contain("Work for this shop is paused").And.Contain("Shopify has frozen this shop").And.Contain("Try again"));
        }

        Assert.That(asked, Is.EqualTo(1));
        using var client = ClientOf(store);
        var answer = await client.PostAsync("/?handler=Resume", new FormUrlEncodedContent([]));
        Assert.That((int)answer.StatusCode, Is.InRange(300, 399));
        await PageAsync(store);
        Assert.That(asked, Is.EqualTo(2));
    }

    [Test]
    public async Task Item12_Opening_the_app_lets_a_paused_store_go_on()
    {
        var store = await PausedAsync("back.myshopify.com", new ShopAccessLostException().Message);
        Outside.Answer = (request, _) => Task.FromResult<HttpResponseMessage?>(request.RequestUri!.AbsolutePath.EndsWith("/access_token", StringComparison.Ordinal)
            ? Json("""{"access_token":"fresh","scope":"read_products","expires_in":3600,"refresh_token":"next","refresh_token_expires_in":7776000}""")
            : Json("""
                {"data":{"shop":{"id":"gid://shopify/Shop/1","name":"Back again","myshopifyDomain":"back.myshopify.com","currencyCode":"EUR","ianaTimezone":"Europe/Berlin",
                "primaryDomain":{"url":"http://127.0.0.1:9"},"plan":{"publicDisplayName":"Basic","partnerDevelopment":false}}}}
                """));
        Assert.That(await PageAsync(store), Does.Contain("Back again").And.Not.Contain("paused"));
        Assert.That(await ReadAsync(store, context => context.Stores.Select(row => row.Status).SingleAsync()), Is.EqualTo(StoreStatus.Active));
        Assert.That(await ReadAsync(store, context => context.StoreDirectory.Where(row => row.StoreId == store.Id).Select(row => row.Paused).SingleAsync()), Is.False);
    }

    [Test]
    public async Task Figures_count_only_the_stores_own_rows()
    {
        var mine = await Seeds.AddProductAsync(StoreA, "Copper can", pictures: 3);
        await Seeds.AddProductAsync(StoreA, "Oak trug", pictures: 1);
        var theirs = await Seeds.AddProductAsync(StoreB, "Linen apron", pictures: 5);
        await Media.DeliverAsync(StoreA, await Media.StartBatchAsync(StoreA, [mine], "Copper pictures"));
        await Media.DeliverAsync(StoreB, await Media.StartBatchAsync(StoreB, [theirs], "Linen pictures", "studio-shot", "lifestyle"));
        var page = await PageAsync(StoreA);
        Assert.That(page, Does.Contain("Copper pictures").And.Not.Contain("Linen").And.Not.Contain(StoreB.Name));
        Assert.That(Figure(page, "Credits"), Is.EqualTo("99"));
        Assert.That(Figure(page, "Products with 3 pictures or more"), Is.EqualTo("1 of 2"));
        Assert.That(Figure(page, "Waiting for review"), Is.EqualTo("1"));
    }

    [Test]
    public async Task A_run_in_progress_is_shown_with_its_credits_held()
    {
        var store = await Seeds.AddStoreAsync("running.myshopify.com", "Running shop");
        var product = await Seeds.AddProductAsync(store, "Stoneware bowl");
        await Media.StartBatchAsync(store, [product], "Bowls", "studio-shot", "minimalist");
        var page = await PageAsync(store);
        Assert.That(page, Does.Contain("In progress").And.Contain("Bowls").And.Contain("2 held for running work").And.Contain("data-stream-url-value"));
    }

    [Test]
    public async Task Approved_results_are_the_next_thing_to_publish()
    {
        var store = await Seeds.AddStoreAsync("approved.myshopify.com", "Approved shop");
        await WriteAsync(store, async context =>
        {
            context.BrandProfiles.Add(new Commerce.Brand.BrandProfile { StoreId = store.Id, Id = Guid.CreateVersion7(Clock.GetUtcNow()), Version = 1, Analyser = "built-in", CreatedBy = "staff 901", CreatedAt = Clock.GetUtcNow() });
            await context.SaveChangesAsync();
        });
        var product = await Seeds.AddProductAsync(store, "Stoneware bowl");
        await Media.DeliverAsync(store, await Media.StartBatchAsync(store, [product], "Bowls"), ReviewState.Approved);
        Assert.That(await PageAsync(store), Does.Contain("1 approved result is ready for your shop").And.Contain("Publish 1 result"));
    }

    private async Task<string> PageAsync(SeededStore store)
    {
        using var client = ClientOf(store);
        var answer = await client.GetAsync("/");
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), page);
        return page;
    }

    private Task SyncAsync(SeededStore store, SyncState state, int count, string? message) => WriteAsync(store, context => context.Stores.ExecuteUpdateAsync(
        row => row.SetProperty(one => one.SyncState, state).SetProperty(one => one.SyncCount, count).SetProperty(one => one.SyncMessage, message)));

    private Task<SyncState> StateAsync(SeededStore store) => ReadAsync(store, context => context.Stores.Select(row => row.SyncState).SingleAsync());

    private static string Figure(string page, string label)
    {
        var from = page.IndexOf("stat-value", page.IndexOf($"\"stat-label\">{label}<", StringComparison.Ordinal), StringComparison.Ordinal) + "stat-value\">".Length;
        var end = page.IndexOf("<span class=\"stat-note", from, StringComparison.Ordinal);
        var close = page.IndexOf("</a>", from, StringComparison.Ordinal);
        var value = page[from..(end >= 0 && end < close ? end : close)];
        return System.Text.RegularExpressions.Regex.Replace(System.Text.RegularExpressions.Regex.Replace(value, "<[^>]+>", ""), @"\s+", " ").Trim();
    }

    private async Task<SeededStore> PausedAsync(string shop, string reason)
    {
        var store = await Seeds.AddStoreAsync(shop, "Resting shop");
        await Services.GetRequiredService<StorePauses>().PauseAsync(store.Id, reason);
        return store;
    }

    private static HttpResponseMessage Counted(ref int count, HttpResponseMessage answer)
    {
        count++;
        return answer;
    }

    private static HttpResponseMessage Json(string body) => new(HttpStatusCode.OK) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
}
