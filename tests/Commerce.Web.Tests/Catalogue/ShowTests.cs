using System.Net;
using System.Text.RegularExpressions;
using Commerce.Library;
using Commerce.Publishing;
using Commerce.Styles;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Catalogue;

public sealed partial class ShowTests : StudioFixture
{
    [Test]
    public async Task Another_stores_product_does_not_exist()
    {
        var theirs = await Seeds.AddProductAsync(StoreB, "Their vase");
        using var client = ClientOf(StoreA);
        Assert.That((await client.GetAsync($"/catalogue/{theirs.Id}")).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        var form = new FormUrlEncodedContent([new("choice", "studio-shot-2048x2048"), new("requestKey", "a")]);
        Assert.That((await client.PostAsync($"/catalogue/{theirs.Id}?handler=Make", form)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await ReadAsync(StoreB, context => context.Batches.AnyAsync(batch => batch.Name.StartsWith("Their vase"))), Is.False);
    }

    [Test]
    public async Task One_click_makes_one_picture_and_the_same_click_again_no_second_one()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Copper can");
        using var client = ClientOf(StoreA);
        var page = await client.GetStringAsync($"/catalogue/{product.Id}");
        Assert.That(page, Does.Contain("Make 1 picture for 1 credit"));
        var form = new Dictionary<string, string> { ["choice"] = "lifestyle-2048x2048", ["seen-lifestyle-2048x2048"] = "1", ["requestKey"] = RequestKey().Match(page).Groups[1].Value };
        var first = await client.PostAsync($"/catalogue/{product.Id}?handler=Make", new FormUrlEncodedContent(form));
        var second = await client.PostAsync($"/catalogue/{product.Id}?handler=Make", new FormUrlEncodedContent(form));
        Assert.That(first.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(first.Headers.Location!.ToString(), Does.Match("^/batches/[0-9a-f-]{36}$"));
        Assert.That(second.Headers.Location, Is.EqualTo(first.Headers.Location));
        var rows = await ReadAsync(StoreA, context => context.Generations.Where(row => row.ProductId == product.Id).Select(row => row.Style).ToListAsync());
        Assert.That(rows, Is.EqualTo(new[] { "lifestyle" }));
    }

    [Test]
    public async Task Too_few_credits_start_nothing_and_say_so()
    {
        var poor = await Seeds.AddStoreAsync("poor.myshopify.com", "Poor shop", credits: 3);
        var product = await Seeds.AddProductAsync(poor, "Oak trug");
        using var client = ClientOf(poor);
        var answer = await client.PostAsync($"/catalogue/{product.Id}?handler=Make", new FormUrlEncodedContent([new("choice", "brand-film-1080x1920"), new("seen-brand-film-1080x1920", "5"), new("requestKey", "film")]));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("This needs 5 credits").And.Contain("Nothing was charged"));
        Assert.That(await ReadAsync(poor, context => context.Batches.AnyAsync()), Is.False);
    }

    [Test]
    public async Task A_price_that_rose_since_the_page_was_opened_is_asked_about_before_anything_is_held()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Copper bell");
        using var client = ClientOf(StoreA);
        var page = await client.GetStringAsync($"/catalogue/{product.Id}");
        var form = new Dictionary<string, string> { ["choice"] = "lifestyle-2048x2048", ["seen-lifestyle-2048x2048"] = Seen().Match(page).Groups[1].Value, ["requestKey"] = RequestKey().Match(page).Groups[1].Value };
        await PriceAsync(4);
        try
        {
            var asked = await client.PostAsync($"/catalogue/{product.Id}?handler=Make", new FormUrlEncodedContent(form));
            var words = await asked.Content.ReadAsStringAsync();
            var started = await ReadAsync(StoreA, context => context.Batches.AnyAsync(batch => batch.Name.StartsWith("Copper bell")));
            Assert.Multiple(() =>
            {
                Assert.That(asked.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
                Assert.That(words, Does.Contain("The cost changed to 4 credits").And.Contain("Make 1 picture for 4 credits").And.Contain("name=\"seen-lifestyle-2048x2048\" value=\"4\""));
                Assert.That(started, Is.False);
            });
            form["seen-lifestyle-2048x2048"] = "4";
            Assert.That((await client.PostAsync($"/catalogue/{product.Id}?handler=Make", new FormUrlEncodedContent(form))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), "confirmed at the new price");
        }
        finally
        {
            await PriceAsync(1);
        }
    }

    [TestCase("no-such-style-1x1")]
    [TestCase("")]
    public async Task A_style_that_is_not_on_offer_is_refused(string choice)
    {
        var product = await Seeds.AddProductAsync(StoreA, "Plain plate");
        using var client = ClientOf(StoreA);
        var answer = await client.PostAsync($"/catalogue/{product.Id}?handler=Make", new FormUrlEncodedContent([new("choice", choice), new("requestKey", "x")]));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
    }

    [Test]
    public async Task Results_show_what_they_were_made_from_and_what_was_decided()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Stone jug", pictures: 2);
        await Media.DeliverAsync(StoreA, await Media.StartBatchAsync(StoreA, [product], "Jug pictures"), ReviewState.Approved);
        var page = await PageAsync(StoreA, product);
        Assert.That(page, Does.Contain("from picture 1").And.Contain("Approved").And.Contain("Jug pictures").And.Contain("1 of 1 results delivered"));
        using var stranger = Stranger();
        Assert.That((await stranger.GetAsync(MediaLink().Match(page).Value)).StatusCode, Is.EqualTo(HttpStatusCode.OK), "Pictures load without a cookie.");
    }

    [Test]
    public async Task Published_media_stand_where_the_shop_shows_them()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Tall vase", pictures: 2);
        var assets = await Media.DeliverAsync(StoreA, await Media.StartBatchAsync(StoreA, [product]), ReviewState.Approved);
        await WriteAsync(StoreA, async context =>
        {
            var now = Clock.GetUtcNow();
            var publication = new Publication { StoreId = StoreA.Id, Id = Guid.CreateVersion7(now), RunId = Guid.CreateVersion7(now), ProductId = product.Id, State = PublicationState.Published, Placement = Placement.Front, CreatedBy = "staff 901", CreatedAt = now, PublishedAt = now };
            context.Publications.Add(publication);
            context.PublicationItems.Add(new PublicationItem { StoreId = StoreA.Id, Id = Guid.CreateVersion7(now), PublicationId = publication.Id, AssetId = assets[0], Sha256 = "00", FileName = "a.png", Alt = "The published one", Position = 1, State = PublicationItemState.Verified, UpdatedAt = now });
            await context.SaveChangesAsync();
        });
        var page = await PageAsync(StoreA, product);
        Assert.That(page, Does.Contain("3 pictures and videos").And.Contain("Published to the shop"));
        Assert.That(page.IndexOf("The published one", StringComparison.Ordinal), Is.GreaterThan(0).And.LessThan(page.IndexOf("Tall vase, view 1", StringComparison.Ordinal)));
    }

    [Test]
    public async Task A_product_that_left_the_shop_can_be_looked_at_and_nothing_more()
    {
        var gone = await Seeds.AddProductAsync(StoreA, "Gone goblet", change: product => product.RemovedAt = Clock.GetUtcNow());
        Assert.That(await PageAsync(StoreA, gone), Does.Contain("This product left your shop").And.Not.Contain("handler=Make"));
    }

    [Test]
    public async Task A_product_without_pictures_says_why_nothing_can_be_made()
    {
        var bare = await Seeds.AddProductAsync(StoreA, "Bare bowl", pictures: 0);
        Assert.That(await PageAsync(StoreA, bare), Does.Contain("No picture in the shop").And.Not.Contain("handler=Make"));
    }

    private async Task<string> PageAsync(SeededStore store, SeededProduct product)
    {
        using var client = ClientOf(store);
        return WebUtility.HtmlDecode(await client.GetStringAsync($"/catalogue/{product.Id}"));
    }

    private Task PriceAsync(int credits) => WriteAsync(StoreA, context => context.Prices
        .Where(price => price.Action == "image" && price.Model == LocalModel.Name).ExecuteUpdateAsync(price => price.SetProperty(row => row.Credits, credits)));

    [GeneratedRegex("name=\"seen-lifestyle-2048x2048\" value=\"([0-9]+)\"")]
    private static partial Regex Seen();

    [GeneratedRegex("name=\"requestKey\" value=\"([^\"]+)\"")]
    private static partial Regex RequestKey();

    [GeneratedRegex("/media/stores/[^\"]+")]
    private static partial Regex MediaLink();
}
