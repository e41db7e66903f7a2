using Commerce.Workbench.Stores;
using Microsoft.Playwright;

namespace Commerce.Web.Tests.Journeys;

/// <summary>The main job in a merchant's browser, from the admin's Install button to the listing and back.</summary>
[Category("Browser")]
[Category("Database")]
public sealed class JourneyTests
{
    private StudioWorld world = null!;
    private MerchantBrowser merchant = null!;

    private IPage Page => merchant.Page;

    private IFrameLocator App => merchant.App;

    [OneTimeSetUp]
    public async Task StartAsync() => world = await StudioWorld.StartAsync(CancellationToken.None);

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (world is not null)
        {
            await world.DisposeAsync();
        }
    }

    [SetUp]
    public async Task OpenBrowserAsync() => merchant = await MerchantBrowser.OpenAsync();

    [TearDown]
    public async Task CloseBrowserAsync()
    {
        if (TestContext.CurrentContext.Result.FailCount > 0)
        {
            await merchant.PictureAsync("failed");
        }

        await merchant.DisposeAsync();
    }

    [Test]
    public async Task Item06_and_Item07_from_install_to_the_listing_and_back_without_cookies_in_one_document()
    {
        var shop = world.Shops[BuiltInStores.Garden];
        var before = await world.GalleriesAsync(shop);
        await InstallAsync(shop);
        await merchant.PictureAsync("02-home");
        Assert.That(await merchant.CookiesWorkAsync(), Is.False, "this browser blocks cookies");

        await SeeBrandAsync();
        await MakeAsync(products: 2);
        await merchant.SeeAsync("2 of 2 delivered");
        await merchant.PictureAsync("09-batch-done");
        await ReviewAsync();
        await PublishAsync();
        Assert.That(await world.GalleriesAsync(shop), Is.Not.EqualTo(before));
        await RevertAsync();

        Assert.Multiple(async () =>
        {
            Assert.That(await world.GalleriesAsync(shop), Is.EqualTo(before), "the galleries are what they were");
            Assert.That(merchant.FrameDocuments, Has.Count.EqualTo(1), "the walk stays inside the one document");
            Assert.That(await merchant.CookiesAsync(), Is.Empty);
            Assert.That(merchant.Problems, Is.Empty);
        });
    }

    [Test]
    public async Task A_reload_keeps_the_place_and_a_killed_app_comes_back_to_the_page_with_nothing_lost()
    {
        await InstallAsync(world.Shops[BuiltInStores.Home]);
        await MakeAsync(products: 6);
        await App.GetByRole(AriaRole.Link, new() { Name = "History" }).ClickAsync();
        await merchant.SeeAsync("Started by");
        var place = await PlaceAsync();
        Assert.That(place, Does.Match("^/batches/[0-9a-f-]{36}\\?tab=history$"));

        await Page.ReloadAsync();
        await Assertions.Expect(App.Locator("#live")).ToBeVisibleAsync();
        Assert.That(await PlaceAsync(), Is.EqualTo(place), "the deep link leads to the same place again");

        var documents = merchant.FrameDocuments.Count;
        world.Worker.Kill();
        world.App.Kill();
        await merchant.SeeAsync("Reconnecting");
        await merchant.PictureAsync("20-reconnecting");
        await merchant.SeeAsync("6 of 6 delivered");
        await Assertions.Expect(App.Locator("#reconnecting")).ToBeHiddenAsync();
        await merchant.PictureAsync("21-came-back");
        Assert.Multiple(async () =>
        {
            Assert.That(world.App.Restarts, Is.EqualTo(1));
            Assert.That(merchant.FrameDocuments, Has.Count.EqualTo(documents), "the page waits for the app instead of leaving");
            Assert.That(await PlaceAsync(), Is.EqualTo(place));
        });
        await App.GetByRole(AriaRole.Link, new() { Name = "Money" }).ClickAsync();
        await merchant.SeeAsync("Paid for delivered results");
        await Assertions.Expect(App.Locator(".stat", new() { HasText = "Paid for delivered results" })).ToContainTextAsync("6");
        await Assertions.Expect(App.Locator(".stat", new() { HasText = "Still held" })).ToContainTextAsync("0");
    }

    /// <summary>Where the app inside the frame is, without what the platform adds to the first address.</summary>
    private Task<string> PlaceAsync() => App.Locator("html").EvaluateAsync<string>("""
        () => {
          const address = new URL(location.href);
          for (const name of ['embedded', 'hmac', 'host', 'id_token', 'locale', 'session', 'shop', 'timestamp']) address.searchParams.delete(name);
          return address.pathname + address.search;
        }
        """);

    private async Task InstallAsync(SandboxShop shop)
    {
        await Page.GotoAsync(new Uri(world.Sandbox, "admin").ToString());
        await merchant.PictureAsync("01-admin");
        await Page.GetByRole(AriaRole.Link, new() { Name = $"Install in {shop.Name}" }).ClickAsync();
        await Assertions.Expect(App.GetByRole(AriaRole.Heading, new() { Name = shop.Name, Level = 1 })).ToBeVisibleAsync();
        await merchant.SeeAsync("Make your first pictures");
    }

    private async Task SeeBrandAsync()
    {
        await merchant.ChooseAsync("Brand");
        await merchant.SeeAsync("How it sounds");
        await App.Locator(".claim button").First.ClickAsync();
        await Assertions.Expect(App.Locator(".claim [popover]").First).ToBeVisibleAsync();
        await merchant.PictureAsync("03-brand-receipt");
        await Page.Keyboard.PressAsync("Escape");
    }

    private async Task MakeAsync(int products)
    {
        await merchant.ChooseAsync("Catalogue");
        for (var product = 0; product < products; product++)
        {
            await App.Locator("input[name=productIds]").Nth(product).CheckAsync();
        }

        await merchant.PictureAsync("04-catalogue");
        await App.GetByRole(AriaRole.Button, new() { Name = "Create media" }).ClickAsync();
        await App.Locator("input[name=styles][value=studio-shot]").CheckAsync();
        await Assertions.Expect(App.Locator("#summary")).ToContainTextAsync($"{products} credits");
        await merchant.PictureAsync("05-styles");
        await App.GetByRole(AriaRole.Button, new() { Name = "Continue to review" }).ClickAsync();
        await merchant.SeeAsync("What will be made");
        await merchant.PictureAsync("06-review-cost");
        await App.GetByRole(AriaRole.Button, new() { Name = $"for {products} credits" }).ClickAsync();
        await Assertions.Expect(App.Locator("#live")).ToBeVisibleAsync();
        await merchant.PictureAsync("07-batch-running");
    }

    private async Task ReviewAsync()
    {
        await App.GetByRole(AriaRole.Link, new() { Name = "Review 2 pictures" }).ClickAsync();
        await Assertions.Expect(App.Locator(".review-tile")).ToHaveCountAsync(2);
        await merchant.PictureAsync("10-review");
        await Page.Keyboard.PressAsync("a");
        await Assertions.Expect(App.Locator(".review-tile[data-state=approved]")).ToHaveCountAsync(1);
        await Page.Keyboard.PressAsync("a");
        await merchant.SeeAsync("Everything is reviewed");
        await merchant.PictureAsync("11-reviewed");
    }

    private async Task PublishAsync()
    {
        await App.Locator(".review-finish").GetByRole(AriaRole.Link, new() { Name = "Publish 2 pictures" }).ClickAsync();
        await Assertions.Expect(App.Locator(".gallery-new")).ToHaveCountAsync(2);
        await merchant.PictureAsync("12-publish");
        await App.GetByRole(AriaRole.Button, new() { Name = "to 2 products" }).ClickAsync();
        await merchant.SeeAsync("2 of 2 products published");
        await merchant.PictureAsync("13-published");
    }

    private async Task RevertAsync()
    {
        var product = await Page.RunAndWaitForPopupAsync(() => App.GetByRole(AriaRole.Link, new() { Name = "in the Shopify admin" }).First.ClickAsync());
        var media = product.Locator(".gallery > li");
        await Assertions.Expect(media.First).ToBeVisibleAsync();
        var published = await media.CountAsync();
        await merchant.PictureAsync("14-product-published", product);

        await Page.BringToFrontAsync();
        await App.GetByRole(AriaRole.Link, new() { Name = "Revert", Exact = true }).First.ClickAsync();
        await Assertions.Expect(App.Locator(".gallery-gone")).ToHaveCountAsync(2);
        await merchant.PictureAsync("15-revert");
        await App.GetByRole(AriaRole.Button, new() { Name = "Revert 2 products" }).ClickAsync();
        await merchant.SeeAsync("2 of 2 products reverted");
        await merchant.PictureAsync("16-reverted");

        await product.ReloadAsync();
        await Assertions.Expect(media).ToHaveCountAsync(published - 1);
        await merchant.PictureAsync("17-product-reverted", product);
        await product.CloseAsync();
    }
}
