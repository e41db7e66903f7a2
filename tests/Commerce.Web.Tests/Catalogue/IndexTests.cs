using System.Net;
using System.Text.RegularExpressions;
using Commerce.Catalogue;
using Commerce.Library;
using Commerce.Stores;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Catalogue;

public sealed partial class IndexTests : StudioFixture
{
    private const int Many = 120;
    private SeededStore full = null!;

    [OneTimeSetUp]
    public async Task FillAsync()
    {
        full = await Seeds.AddStoreAsync("full.myshopify.com", "Full shop");
        for (var number = 0; number < Many; number++)
        {
            // Every third title repeats, for the cursor must tell equal titles apart.
            var title = $"Lamp {number / 3:000}";
            await Seeds.AddProductAsync(full, title, pictures: number % 4, product =>
            {
                product.Vendor = number % 2 == 0 ? "Fjell" : "Kalk & Co";
                product.ProductType = number % 5 == 0 ? "Pendant" : "Table lamp";
                product.Tags = number % 10 == 0 ? ["winter", "sale"] : ["all year"];
                product.Status = number < 7 ? ProductStatus.Draft : ProductStatus.Active;
            });
        }
    }

    [Test]
    public async Task Show_more_neither_repeats_nor_leaves_out_a_product()
    {
        var seen = new List<Guid>();
        var pages = 0;
        for (var next = "/catalogue"; next is not null; pages++)
        {
            var page = await PageAsync(full, next);
            seen.AddRange(Ids(page));
            next = NextLink().Match(page) is { Success: true } link ? link.Groups[1].Value : null;
        }

        Assert.That(pages, Is.EqualTo(3));
        Assert.That(seen, Has.Count.EqualTo(Many));
        Assert.That(seen, Is.Unique);
    }

    [TestCase("?status=draft", 7)]
    [TestCase("?type=Pendant", 24)]
    [TestCase("?vendor=Kalk+%26+Co&type=Pendant", 12)]
    [TestCase("?tag=winter", 12)]
    [TestCase("?q=lamp+039", 3)]
    [TestCase("?q=fje+pend+03", 3)]
    [TestCase("?q=nothing-like-this", 0)]
    [TestCase("?q=%27%3A%2A+%26+%21", 50)]
    [TestCase("?status=17&coverage=sideways&after=%21%21", 50)]
    public async Task Filters_live_in_the_address(string query, int shown) =>
        Assert.That(Ids(await PageAsync(full, "/catalogue" + query)), Has.Count.EqualTo(shown));

    [Test]
    public async Task A_filter_stays_on_the_next_page() =>
        Assert.That(NextLink().Match(await PageAsync(full, "/catalogue?vendor=Fjell&q=lamp")).Groups[1].Value, Does.StartWith("/catalogue?q=lamp&vendor=Fjell&after="));

    [Test]
    public async Task Coverage_tells_made_and_approved_and_filters_by_it()
    {
        var bare = await Seeds.AddProductAsync(StoreA, "Bare bowl");
        var made = await Seeds.AddProductAsync(StoreA, "Made mug");
        var assets = await Media.DeliverAsync(StoreA, await Media.StartBatchAsync(StoreA, [made], styles: ["studio-shot", "lifestyle"]));
        await WriteAsync(StoreA, context => context.Assets.Where(asset => asset.Id == assets[0]).ExecuteUpdateAsync(asset => asset.SetProperty(row => row.ReviewState, ReviewState.Approved)));
        var some = await PageAsync(StoreA, "/catalogue?coverage=some");
        Assert.Multiple(async () =>
        {
            Assert.That(Ids(some), Is.EqualTo(new[] { made.Id }));
            Assert.That(Cell(some, "Made"), Is.EqualTo("2"));
            Assert.That(Cell(some, "Approved"), Is.EqualTo("1"));
            Assert.That(Cell(some, "Published"), Is.EqualTo("0"));
            Assert.That(Ids(await PageAsync(StoreA, "/catalogue?coverage=none")), Does.Contain(bare.Id).And.Not.Contain(made.Id));
        });
    }

    [Test]
    public async Task Only_the_stores_own_products_are_listed()
    {
        var theirs = await Seeds.AddProductAsync(StoreB, "Their secret vase");
        Assert.That(await PageAsync(StoreA, "/catalogue?q=secret"), Does.Not.Contain(theirs.Id.ToString()).And.Not.Contain("secret vase"));
    }

    [Test]
    public async Task Products_that_left_the_shop_are_not_listed()
    {
        var gone = await Seeds.AddProductAsync(StoreA, "Gone goblet", change: product => product.RemovedAt = Clock.GetUtcNow());
        Assert.That(Ids(await PageAsync(StoreA, "/catalogue")), Does.Not.Contain(gone.Id));
    }

    [Test]
    public async Task An_empty_catalogue_says_what_to_do()
    {
        var store = await Seeds.AddStoreAsync("none.myshopify.com", "No products");
        Assert.That(await PageAsync(store, "/catalogue"), Does.Contain("No products yet").And.Not.Contain("<table"));
    }

    [Test]
    public async Task A_sync_is_asked_for_once_and_followed()
    {
        var store = await Seeds.AddStoreAsync("again.myshopify.com", "Again");
        using var client = ClientOf(store);
        Assert.That((await client.PostAsync("/catalogue?handler=Sync", new FormUrlEncodedContent([]))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        var page = await PageAsync(store, "/catalogue");
        Assert.That(page, Does.Contain("Reading your catalogue").And.Contain("/catalogue?handler=Events&empty=true"));
        Assert.That(page, Does.Not.Contain(">Sync again<"), "A second sync cannot be asked for while one runs.");
    }

    [Test]
    public async Task The_stream_tells_the_end_of_a_sync()
    {
        using var client = ClientOf(full);
        Assert.That(await client.GetStringAsync("/catalogue?handler=Events&empty=true"), Does.Contain("event: done"));
        var kept = await client.GetStringAsync("/catalogue?handler=Events&empty=false");
        Assert.That(kept, Does.Contain("event: sync").And.Contain("up to date").And.Not.Contain("data-controller=\"stream\""));
    }

    [Test]
    public async Task A_failed_sync_keeps_the_list_and_says_why()
    {
        var store = await Seeds.AddStoreAsync("broken.myshopify.com", "Broken");
        var kept = await Seeds.AddProductAsync(store, "Kept kettle");
        await WriteAsync(store, context => context.Stores.ExecuteUpdateAsync(row => row.SetProperty(one => one.SyncState, SyncState.Failed).SetProperty(one => one.SyncMessage, "The shop could not be reached.")));
        var page = await PageAsync(store, "/catalogue");
        Assert.That(page, Does.Contain("The shop could not be reached.").And.Contain("What was read before is kept.").And.Contain(kept.Id.ToString()));
    }

    private async Task<string> PageAsync(SeededStore store, string address)
    {
        using var client = ClientOf(store);
        var answer = await client.GetAsync(address);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), page);
        return page;
    }

    private static List<Guid> Ids(string page) => [.. ProductId().Matches(page).Select(match => Guid.Parse(match.Groups[1].Value))];

    private static string Cell(string page, string label) => Regex.Match(page, $"data-label=\"{label}\"[^>]*>([^<]*)<").Groups[1].Value.Trim();

    [GeneratedRegex("name=\"productIds\" value=\"([^\"]+)\"")]
    private static partial Regex ProductId();

    [GeneratedRegex("href=\"([^\"]+)\" data-more-target=\"link\"")]
    private static partial Regex NextLink();
}
