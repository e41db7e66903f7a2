using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Commerce.Library;
using Commerce.Publishing;
using Commerce.Review;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Tests.Review;

public sealed class ReviewPageTests : StudioFixture
{
    [Test]
    public async Task A_result_stands_beside_its_source_with_everything_to_judge_it_by()
    {
        var (product, batch, assets) = await DeliverAsync(StoreA, "Copper can");
        using var client = ClientOf(StoreA);
        var page = WebUtility.HtmlDecode(await client.GetStringAsync($"/review?batch={batch}"));
        var asset = await AssetAsync(StoreA, assets[0]);
        Assert.Multiple(() =>
        {
            Assert.That(page, Does.Contain("Copper can").And.Contain("https://cdn.shopify.com/copper-can-1.jpg").And.Contain($"/media/{asset.ObjectKey}?"));
            Assert.That(page, Does.Contain("98 %").And.Contain("your own picture").And.Contain("2048 × 2048").And.Contain("1 credit").And.Contain($"{asset.Seed}"));
            Assert.That(page, Does.Contain($"{assets[0]:N}.{asset.Sha256}"), "the form is bound to the bytes");
            Assert.That(page, Does.Contain(product.Title));
        });
    }

    [Test]
    public async Task Only_rows_of_a_running_batch_are_being_made()
    {
        var batch = await Media.StartBatchAsync(StoreA, [await Seeds.AddProductAsync(StoreA, "Slow bell"), await Seeds.AddProductAsync(StoreA, "Slow drum")], "Slow", "seasonal");
        await Media.DeliverAsync(StoreA, batch, most: 1);
        using var client = ClientOf(StoreA);
        Assert.That(await client.GetStringAsync($"/review?batch={batch}"), Does.Contain("1 more is being made"));
        await client.PostAsync($"/batches/{batch}?handler=Pause", null);
        Assert.That(await client.GetStringAsync($"/review?batch={batch}"), Does.Not.Contain("more is being made"));
    }

    [Test]
    public async Task The_reasons_stand_on_the_page_for_the_open_result_and_once_for_all_others()
    {
        var (_, batch, _) = await DeliverAsync(StoreA, "Seed tray", "studio-shot", "lifestyle", "minimalist");
        using var client = ClientOf(StoreA);
        var page = await client.GetStringAsync($"/review?batch={batch}");
        Assert.That(page.Split("class=\"review-tile\"").Length - 1, Is.EqualTo(3));
        Assert.That(page.Split("class=\"reasons\"").Length - 1, Is.EqualTo(2));
    }

    [Test]
    public async Task Without_scripts_a_decision_is_a_form_that_leads_to_the_next_result()
    {
        var (_, batch, assets) = await DeliverAsync(StoreA, "Oak trug", "studio-shot", "lifestyle");
        using var client = ClientOf(StoreA);
        var answer = await PostAsync(client, $"/review?handler=Approve&batch={batch}", Seen(await AssetAsync(StoreA, assets[0])));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That($"{answer.Headers.Location}", Is.EqualTo($"/review?batch={batch}&asset={assets[1]}"));
        Assert.That((await AssetAsync(StoreA, assets[0])).ReviewState, Is.EqualTo(ReviewState.Approved));

        var rejected = await PostAsync(client, $"/review?handler=Reject&batch={batch}", Seen(await AssetAsync(StoreA, assets[1])), ("reason", "bad-edges"), ("note", "The handle"));
        Assert.That($"{rejected.Headers.Location}", Is.EqualTo($"/review?batch={batch}"));
        Assert.That(await client.GetStringAsync($"/review?batch={batch}"), Does.Contain("Everything is reviewed").And.Contain("Publish 1 picture").And.Contain($"/publish?batch={batch}"));
        Assert.That(await client.GetStringAsync($"/library/{assets[1]}"), Does.Contain("Rejected by staff 901").And.Contain("Bad edges: The handle"));
    }

    [Test]
    public async Task A_script_gets_the_summary_back_and_the_words_of_a_refusal()
    {
        var (_, batch, assets) = await DeliverAsync(StoreA, "Trowel", "studio-shot", "lifestyle");
        using var client = ClientOf(StoreA);
        client.DefaultRequestHeaders.Accept.Clear();
        client.DefaultRequestHeaders.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        var answer = await PostAsync(client, $"/review?handler=Approve&batch={batch}", Seen(await AssetAsync(StoreA, assets[0])), ("seen", $"{assets[1]:N}.{new string('0', 64)}"));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var refused = json.RootElement.GetProperty("refused");
        Assert.Multiple(() =>
        {
            Assert.That(refused.GetArrayLength(), Is.EqualTo(1));
            Assert.That(refused[0].GetProperty("id").GetGuid(), Is.EqualTo(assets[1]));
            Assert.That(refused[0].GetProperty("words").GetString(), Does.StartWith("The file changed after you opened this page"));
            Assert.That(json.RootElement.GetProperty("summary").GetString(), Does.Contain("Publish 1 picture").And.Contain("<span class=\"tab-count\">1</span>"));
        });
    }

    [Test]
    public async Task A_live_result_is_not_rejected_and_the_page_says_what_to_do()
    {
        var (product, batch, assets) = await DeliverAsync(StoreA, "Hand fork");
        using var client = ClientOf(StoreA);
        var asset = await AssetAsync(StoreA, assets[0]);
        await PostAsync(client, $"/review?handler=Approve&batch={batch}", Seen(asset));
        await PublishAsync(StoreA, asset);
        var answer = await PostAsync(client, $"/review?handler=Reject&batch={batch}&state=approved", Seen(asset), ("reason", "other"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain($"This is live on {product.Title}").And.Contain("Undo its publication first"));
        Assert.That(await client.GetStringAsync($"/library/{asset.Id}"), Does.Contain("Live on the listing"));
        Assert.That(await client.GetStringAsync($"/review?batch={batch}"), Does.Not.Contain("Publish 1 picture"));
    }

    [Test]
    public async Task Another_stores_ids_lead_nowhere_and_change_nothing()
    {
        var (product, batch, assets) = await DeliverAsync(StoreB, "Stoneware bowl");
        var (_, _, mine) = await DeliverAsync(StoreA, "Dibber");
        using var client = ClientOf(StoreA);
        foreach (var address in new[] { $"/review?batch={batch}", $"/review?product={product.Id}", $"/review?asset={assets[0]}", $"/review?after={assets[0]}", $"/library/{assets[0]}" })
        {
            Assert.That((await client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound), address);
        }

        var (foreign, own) = (await AssetAsync(StoreB, assets[0]), await AssetAsync(StoreA, mine[0]));
        foreach (var handler in new[] { "Approve", "Reject", "Withdraw" })
        {
            var answer = await PostAsync(client, $"/review?handler={handler}", Seen(own), Seen(foreign), ("reason", "other"));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), handler);
        }

        Assert.That((await AssetAsync(StoreB, assets[0])).ReviewState, Is.EqualTo(ReviewState.Pending));
        Assert.That((await AssetAsync(StoreA, mine[0])).ReviewState, Is.EqualTo(ReviewState.Pending));
    }

    [TestCase("/review?state=whatever")]
    [TestCase("/review?batch=1")]
    [TestCase("/review?style=oil-painting")]
    [TestCase("/review?asset=0199d0e0-0000-7000-8000-000000000001")]
    [TestCase("/library/0199d0e0-0000-7000-8000-000000000001")]
    [TestCase("/library/1")]
    public async Task An_address_that_means_nothing_is_not_found(string address)
    {
        using var client = ClientOf(StoreA);
        Assert.That((await client.GetAsync(address)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_reason_that_is_not_on_offer_is_a_bad_request()
    {
        var (_, _, assets) = await DeliverAsync(StoreA, "Rake");
        using var client = ClientOf(StoreA);
        var answer = await PostAsync(client, "/review?handler=Reject", Seen(await AssetAsync(StoreA, assets[0])), ("reason", "because"));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task A_store_without_results_is_told_the_next_step()
    {
        var store = await Seeds.AddStoreAsync("empty-shelf.myshopify.com", "Empty Shelf");
        using var client = ClientOf(store);
        Assert.That(await client.GetStringAsync("/review"), Does.Contain("Nothing to review yet").And.Contain("/batches/new"));
        var product = await Seeds.AddProductAsync(store, "Shelf");
        await Media.StartBatchAsync(store, [product]);
        Assert.That(await client.GetStringAsync("/review"), Does.Contain("The first results are on their way"));
    }

    [Test]
    public async Task More_goes_on_after_the_last_one_shown_without_a_gap()
    {
        var store = await Seeds.AddStoreAsync("many-things.myshopify.com", "Many Things", credits: 200);
        var products = new List<SeededProduct>();
        for (var number = 1; number <= 50; number++)
        {
            products.Add(await Seeds.AddProductAsync(store, $"Thing {number}"));
        }

        var all = await Media.DeliverAsync(store, await Media.StartBatchAsync(store, products));
        var ordered = all.OrderBy(id => id.ToString(), StringComparer.Ordinal).ToList();
        using var client = ClientOf(store);
        var first = await client.GetStringAsync("/review");
        var second = await client.GetStringAsync($"/review?after={ordered[47]}");
        Assert.Multiple(() =>
        {
            Assert.That(Tiles(first), Is.EqualTo(ordered.Take(48)));
            Assert.That(first, Does.Contain($"/review?after={ordered[47]}"));
            Assert.That(Tiles(second), Is.EqualTo(ordered.Skip(48)));
        });
    }

    private static List<Guid> Tiles(string page) => [.. page.Split("data-id=\"").Skip(1).Select(part => Guid.Parse(part[..36]))];

    private async Task<(SeededProduct Product, Guid Batch, IReadOnlyList<Guid> Assets)> DeliverAsync(SeededStore store, string title, params string[] styles)
    {
        var product = await Seeds.AddProductAsync(store, title);
        var batch = await Media.StartBatchAsync(store, [product], styles: styles);
        var assets = await Media.DeliverAsync(store, batch);
        return (product, batch, [.. assets.OrderBy(id => id.ToString(), StringComparer.Ordinal)]);
    }

    private Task<Asset> AssetAsync(SeededStore store, Guid id) => ReadAsync(store, context => context.Assets.AsNoTracking().SingleAsync(asset => asset.Id == id));

    private Task PublishAsync(SeededStore store, Asset asset) => WriteAsync(store, context =>
    {
        var publication = new Publication
        {
            StoreId = store.Id, Id = Guid.CreateVersion7(Clock.GetUtcNow()), RunId = Guid.CreateVersion7(Clock.GetUtcNow()), ProductId = asset.ProductId,
            State = PublicationState.Published, CreatedBy = "staff 901", CreatedAt = Clock.GetUtcNow(),
        };
        publication.Items.Add(new PublicationItem
        {
            StoreId = store.Id, Id = Guid.CreateVersion7(Clock.GetUtcNow()), PublicationId = publication.Id, AssetId = asset.Id, Sha256 = asset.Sha256,
            FileName = "one.png", Alt = "One", State = PublicationItemState.Verified, UpdatedAt = Clock.GetUtcNow(),
        });
        context.Publications.Add(publication);
        return context.SaveChangesAsync();
    });

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string address, params (string Name, string Value)[] fields) =>
        client.PostAsync(address, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))));

    private static (string Name, string Value) Seen(Asset asset) => ("seen", new SeenAsset(asset.Id, asset.Sha256).ToString());
}
