using System.Net;
using System.Net.Http.Json;
using Commerce.Data;
using Commerce.Publishing;
using Commerce.Tenancy;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Workbench.Demo;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Commerce.Web.Tests.Publications;

/// <summary>What the preview shows is what the shop then has, there and back; ids of others are not found.</summary>
[Category("Browser")]
[Category("Database")]
public sealed class PublishPagesTests : PublicationPagesFixture
{
    [Test]
    public async Task What_the_preview_shows_is_what_the_shop_has_and_the_way_back_is_exact()
    {
        var before = await GalleriesAsync();
        await OpenAtAsync("/publications", Other);
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("Nothing has been published yet");
        await PicturesAsync("publications-empty");
        await OpenAtAsync("/publish", Other);
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("Nothing here waits to be published");
        await PicturesAsync("publish-empty");
        await OpenAtAsync("/publish");
        await Assertions.Expect(Page.Locator("main .button-primary").First).ToHaveTextAsync("Publish 8 pictures to 4 products");
        await Page.Locator("input[name^='Form.Alt']").First.FillAsync("Written by the owner");
        await Page.Locator("label", new() { HasText = "At the front" }).ClickAsync();
        await PicturesAsync("publish-front");
        await Page.Locator("main .button-primary").First.ClickAsync();
        await Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync("8 pictures to 4 products");
        await PicturesAsync("publication-waiting");
        await DrainAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("4 of 4 products published", new() { Timeout = 20_000 });
        await Page.Locator(".publication-receipts summary").First.ClickAsync();
        await PicturesAsync("publication-published");

        var published = await GalleriesAsync();
        Assert.That(published.Values.Sum(gallery => gallery.Count) - before.Values.Sum(gallery => gallery.Count), Is.EqualTo(8));
        Assert.That(published.Values.SelectMany(gallery => gallery).Select(medium => (string?)medium!["alt"]), Does.Contain("Written by the owner"));

        await Page.Locator(".page-header a", new() { HasText = "Revert" }).ClickAsync();
        await Assertions.Expect(Page.Locator(".button-destructive").First).ToHaveTextAsync("Revert 4 products, remove 8 items");
        await PicturesAsync("revert-preview");
        await Page.Locator(".button-destructive").First.ClickAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("0 of 4 products reverted");
        await DrainAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("4 of 4 products reverted", new() { Timeout = 20_000 });
        await PicturesAsync("publication-reverted");
        await OpenAtAsync("/publications");
        await PicturesAsync("publications-full");
        Assert.That((await GalleriesAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToJsonString()), Is.EqualTo(before.ToDictionary(pair => pair.Key, pair => pair.Value.ToJsonString())));
        Assert.That(Errors, Is.Empty);
    }

    [Test]
    public async Task Item27_Places_variant_pictures_and_the_day_are_chosen_in_the_preview_and_carried_out()
    {
        var before = await GalleriesAsync();
        await OpenAtAsync("/publish");
        await Page.Locator("label", new() { HasText = "In place of the first" }).ClickAsync();
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("New at positions 1 to 2 of 4. 2 of yours go to the end.");
        await Page.Locator(".variant-pictures summary").First.ClickAsync();
        await Page.Locator(".variant-pictures").First.Locator("select").First.SelectOptionAsync(new SelectOptionValue { Index = 1 });
        var day = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime).AddDays(9);
        await Page.Locator("input[name='Form.RevertOn']").FillAsync($"{day:yyyy-MM-dd}");
        await PicturesAsync("publish-replace");
        await Page.Locator("main .button-primary").First.ClickAsync();
        await Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync("8 pictures to 4 products");
        await Assertions.Expect(Page.Locator("#rows")).ToContainTextAsync($"in place of the first, taken back on {day:d MMM yyyy}");

        var run = new Uri(Page.Url).AbsolutePath;

        // Lifted, so that time may pass; set again, it comes.
        await Page.Locator("input[name='RevertOn']").FillAsync("");
        await Page.Locator(".publication-date button").ClickAsync();
        await Assertions.Expect(Page.Locator("#rows")).Not.ToContainTextAsync("taken back on");
        await DrainAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("4 of 4 products published", new() { Timeout = 20_000 });
        var published = await GalleriesAsync();
        foreach (var (handle, gallery) in published)
        {
            Assert.That(gallery.Skip(2).Select(medium => medium!.ToJsonString()), Is.EqualTo(before[handle].Select(medium => medium!.ToJsonString())), handle);
        }

        await Page.Locator("input[name='RevertOn']").FillAsync($"{day:yyyy-MM-dd}");
        await PicturesAsync("publication-date");
        await Page.Locator(".publication-date button").ClickAsync();
        await Assertions.Expect(Page.Locator("#rows")).ToContainTextAsync("taken back on");
        await DrainAsync();
        Assert.That(Clock.GetUtcNow().UtcDateTime, Is.GreaterThanOrEqualTo(day.ToDateTime(TimeOnly.MinValue)));
        await OpenAtAsync(run);
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("4 of 4 products reverted");
        Assert.That((await GalleriesAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToJsonString()), Is.EqualTo(before.ToDictionary(pair => pair.Key, pair => pair.Value.ToJsonString())));
    }

    [Test]
    public async Task Item31_What_failed_is_shown_with_shopifys_reason_and_tried_again_by_one_click()
    {
        using var fault = await Sandbox.PostAsJsonAsync("control/faults", new { kind = "media-failed", times = 2 });
        await OpenAtAsync("/publish");
        await Page.Locator("main .button-primary").First.ClickAsync();
        await Assertions.Expect(Page.Locator("h1")).ToHaveTextAsync("8 pictures to 4 products");
        await DrainAsync();
        await Assertions.Expect(Page.Locator(".page-header .button-primary")).ToContainTextAsync("Try again", new() { Timeout = 20_000 });
        await Page.Locator(".publication-row:has(.publication-problem) .publication-receipts summary").First.ClickAsync();
        await Assertions.Expect(Page.Locator("#rows")).ToContainTextAsync("Shopify could not process it: The image could not be processed.");
        await PicturesAsync("publication-retry");
        await Page.Locator(".page-header .button-primary").ClickAsync();
        await Assertions.Expect(Page.Locator(".page-header .button-primary")).ToHaveCountAsync(0);
        await DrainAsync();
        await Assertions.Expect(Page.Locator("#progress")).ToContainTextAsync("4 of 4 products published", new() { Timeout = 20_000 });
        await Assertions.Expect(Page.Locator(".page-header .button-primary")).ToHaveCountAsync(0);
        Assert.That((await GalleriesAsync()).Values.Select(gallery => gallery.Count), Is.All.EqualTo(4));
    }

    [Test]
    public async Task A_shop_that_does_not_answer_is_said_and_nothing_can_be_published()
    {
        using var closed = await Sandbox.PostAsJsonAsync($"control/shops/{Shop}/access", new { state = "frozen" });
        await OpenAtAsync("/publish");
        await Assertions.Expect(Page.Locator(".banner-critical")).ToContainTextAsync("The shop does not answer");
        Assert.That(await Page.Locator("button[form=publish-form]").CountAsync(), Is.Zero);
        await PicturesAsync("publish-unreachable");
        using var open = await Sandbox.PostAsJsonAsync($"control/shops/{Shop}/access", new { state = "open" });
    }

    [Test]
    public async Task Ids_of_another_store_are_not_found_on_every_handler()
    {
        var assets = await ReadAsync(context => context.Assets.Select(asset => asset.Id).ToListAsync());
        var (batch, product) = await ReadAsync(async context => (await context.Batches.Select(row => row.Id).FirstAsync(), await context.Products.Select(row => row.Id).FirstAsync()));
        var runId = await Work.RunAsync(Store.Id, services => services.GetRequiredService<PublicationStarter>().StartAsync(
            new PublicationRequest([assets[0]], Placement.End, new Dictionary<Guid, string>(), "staff 901"), CancellationToken.None));
        await DrainAsync();
        var publication = await ReadAsync(context => context.Publications.Where(row => row.RunId == runId).Select(row => row.Id).SingleAsync());
        using var stranger = new HttpClient { BaseAddress = new Uri(Address) };
        stranger.DefaultRequestHeaders.Authorization = new("Bearer", SessionTokens.Sign(Other.Shop, StudioHost.ApiKey, StudioHost.ApiSecret, Clock));
        stranger.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        string[] reads =
        [
            $"/publish?batch={batch}", $"/publish?product={product}", $"/publish?assets={assets[0]}", $"/publications/{runId}", $"/publications?after={runId}",
            $"/publications/{runId}/revert", $"/publications/{runId}/revert?publication={publication}", $"/publications/{runId}/events",
        ];
        foreach (var read in reads)
        {
            using var answer = await stranger.GetAsync(read);
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), read);
        }

        using var published = await stranger.PostAsync("/publish", new FormUrlEncodedContent([new("Form.Assets", string.Join(',', assets))]));
        using var reverted = await stranger.PostAsync($"/publications/{runId}/revert", new FormUrlEncodedContent([]));
        Assert.That(new[] { published.StatusCode, reverted.StatusCode }, Is.All.EqualTo(HttpStatusCode.NotFound));
        foreach (var handler in new[] { $"{runId}?handler=Retry", $"{runId}?handler=Date", $"{runId}/revert?handler=Keep", $"{runId}/revert?handler=Leave", $"{runId}/revert?publication={publication}&handler=Keep" })
        {
            using var answer = await stranger.PostAsync($"/publications/{handler}", new FormUrlEncodedContent([]));
            Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound), handler);
        }

        Assert.That(await ReadAsync(context => context.Publications.Where(row => row.RunId == runId).Select(row => row.State).SingleAsync()), Is.EqualTo(PublicationState.Published));
        await Work.RunAsync(Store.Id, services => services.GetRequiredService<PublicationDecisions>().RevertAsync([publication], keepChanges: false, CancellationToken.None));
        await DrainAsync();
    }
}
