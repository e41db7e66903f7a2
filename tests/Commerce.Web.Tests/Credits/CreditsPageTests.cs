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
}
