using Commerce.Batches;
using Commerce.Data;
using Commerce.Library;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Commerce.Web.Tests.Review;

/// <summary>The review page under a reviewer's hands, with results the local provider really made.</summary>
public sealed class ReviewBrowserTests : StudioBrowserFixture
{
    private SeededStore store = null!;
    private Guid batch;

    private static string Catalogue => Path.Combine(Workbench.Checkout.Find().Shared, "data", "outdoor-catalogue");

    [OneTimeSetUp]
    public void NeedPictures()
    {
        if (!Directory.Exists(Catalogue))
        {
            Assert.Ignore("Needs the outdoor catalogue; set COMMERCE_SHARED to the folder that holds data/outdoor-catalogue.");
        }
    }

    [SetUp]
    public async Task FillAsync()
    {
        store = await Seeds.AddStoreAsync($"{Guid.CreateVersion7(Clock.GetUtcNow()):N}.myshopify.com", "Daybird", 500);
        var products = new List<SeededProduct>();
        foreach (var (title, picture) in Products)
        {
            products.Add(await Seeds.AddProductAsync(store, title, change: product => (product.Vendor, product.Tags) = ("Daybird", [picture])));
        }

        batch = await Media.StartBatchAsync(store, products, "Autumn catalogue", Styles);
        Guid? film = products.Count > 2 ? await StartFilmAsync(products[0]) : null;
        var results = new RenderedResults(Work, Clock);
        await results.DeliverAsync(store, batch, Catalogue);
        Clock.Advance(TimeSpan.FromSeconds(1));
        if (film is { } filmId)
        {
            await results.DeliverAsync(store, filmId, Catalogue);
        }

        await GoAsync("/review");
    }

    [Test]
    public async Task Keys_decide_at_once_and_everything_arrives()
    {
        var count = await Tiles.CountAsync();
        await PictureAsync("review-1440-full");
        await Page.Keyboard.PressAsync("a");
        Assert.That(await SelectedAsync(), Is.EqualTo(1), "the next one is selected at once");
        await Page.Keyboard.PressAsync("r");
        await PictureAsync("review-1440-reasons");
        await Page.Keyboard.PressAsync("3");
        await Page.Keyboard.PressAsync("ArrowLeft");
        Assert.That(await Page.Locator(".stage").GetAttributeAsync("data-state"), Is.EqualTo("rejected"), "going back shows what was decided");
        await EventuallyAsync((1, 1, count - 2));

        await Page.Keyboard.PressAsync("z");
        await EventuallyAsync((1, 0, count - 1));
        await Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(Page.Locator(".stage-compare")).ToBeVisibleAsync();
        await PictureAsync("review-1440-compare");
        await Page.Keyboard.PressAsync("Shift+A");
        await Assertions.Expect(Page.Locator("#approve-all")).ToContainTextAsync($"Approve {count - 1} results");
        await PictureAsync("review-1440-approve-all");
        await Page.Locator("#approve-all-form button").ClickAsync();
        await EventuallyAsync((count, 0, 0));
        await Assertions.Expect(Page.Locator(".review-finish")).ToContainTextAsync("Everything is reviewed");
        await Assertions.Expect(Page.Locator(".review-finish .button-primary")).ToContainTextAsync($"Publish {count} pictures");
        await PictureAsync("review-1440-finished");
        Assert.That(Documents, Is.EqualTo(1));
        Assert.That(Errors, Is.Empty);
    }

    [Test]
    public async Task A_decision_that_is_lost_comes_back_with_words()
    {
        await Page.RouteAsync("**/review?handler=Approve*", route => route.AbortAsync());
        await Page.Keyboard.PressAsync("a");
        await Assertions.Expect(Page.Locator(".banner-critical")).ToContainTextAsync("The decision did not reach us and nothing was changed");
        Assert.That(await Tiles.First.GetAttributeAsync("data-state"), Is.EqualTo("pending"));
        Assert.That(await SelectedAsync(), Is.Zero, "it is selected again");
        await PictureAsync("review-1440-lost");
    }

    [Test]
    public async Task A_refused_decision_comes_back_with_words()
    {
        await Work.RunAsync(store.Id, services => services.GetRequiredService<CommerceContext>().Assets
            .ExecuteUpdateAsync(asset => asset.SetProperty(row => row.Sha256, new string('0', 64))));
        await Page.Keyboard.PressAsync("a");
        await Assertions.Expect(Page.Locator(".banner-critical")).ToContainTextAsync("The file changed after you opened this page");
        Assert.That(await Tiles.First.GetAttributeAsync("data-state"), Is.EqualTo("pending"));
    }

    [Test]
    public async Task A_swipe_to_the_right_approves_and_to_the_left_asks_for_the_reason()
    {
        await OpenAsync(390, 844);
        await GoAsync("/review");
        await PictureAsync("review-390-full");
        Assert.That(await SidewaysAsync(), Is.Zero);
        await SwipeAsync(150);
        await EventuallyAsync((1, 0, await Tiles.CountAsync() - 1));
        await SwipeAsync(-150);
        await Assertions.Expect(Page.Locator(".reasons")).ToBeVisibleAsync();
        await PictureAsync("review-390-reasons");
        await Page.Locator(".reason").First.ClickAsync();
        await EventuallyAsync((1, 1, await Tiles.CountAsync() - 2));
    }

    [TestCase(1440, 900)]
    [TestCase(1024, 768)]
    [TestCase(390, 844)]
    [TestCase(360, 740)]
    public async Task Nothing_scrolls_sideways(int width, int height)
    {
        await OpenAsync(width, height);
        await GoAsync("/review");
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await PictureAsync($"review-{width}");
        if (Products.Count > 2)
        {
            await Tiles.Last.Locator("a").ClickAsync();
            await Assertions.Expect(Page.Locator(".stage-result video")).ToBeVisibleAsync();
            await Page.WaitForTimeoutAsync(1500);
            await PictureAsync($"review-{width}-video");
        }

        Assert.That(await SidewaysAsync(), Is.Zero);
        var asset = await Tiles.First.GetAttributeAsync("data-id");
        await GoAsync($"/library/{asset}");
        await Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await PictureAsync($"library-{width}");
        Assert.That(await SidewaysAsync(), Is.Zero);
    }

    // More products with COMMERCE_REVIEW_PRODUCTS, to look at the page as a whole catalogue fills it.
    private static IReadOnlyList<(string Title, string Picture)> Products { get; } = [.. new[]
    {
        ("Wanderer Black Hiking Boots", "images/1.webp"), ("Explorer 45L Backpack", "images/7.webp"), ("Stellar Duffle Bag", "images/14.webp"),
        ("Alpine Fusion Goggles", "images/3.webp"), ("Frostbite Insulated Jacket", "images/8.webp"), ("VenturePro GPS Watch", "images/9.webp"),
        ("Trailblazer Bike Helmet", "images/10.webp"), ("Vertical Journey Climbing Shoes", "images/11.webp"), ("Summit Pro Harness", "images/2.webp"),
        ("Powder Pro Snowboard", "images/12.webp"),
    }.Take(int.Parse(Environment.GetEnvironmentVariable("COMMERCE_REVIEW_PRODUCTS") ?? "2", null))];

    private static string[] Styles => Products.Count > 2 ? ["studio-shot", "lifestyle", "minimalist"] : ["studio-shot", "lifestyle"];

    private ILocator Tiles => Page.Locator(".review-tile");

    private Task GoAsync(string path) => GoAsync(store, path);

    private Task<Guid> StartFilmAsync(SeededProduct product)
    {
        var request = new BatchRequest(
            "Film", [product.Id], new RecipeContent([new RecipeStyle("scene-integration", 1080, 1920, 1)], "", false, null), "film", "staff 901");
        return Work.RunAsync(store.Id, services => services.GetRequiredService<BatchStarter>().StartAsync(request, CancellationToken.None));
    }

    private Task<int> SelectedAsync() => Page.EvaluateAsync<int>("() => [...document.querySelectorAll('.review-tile')].findIndex((tile) => tile.querySelector('a[aria-current]'))");

    private async Task SwipeAsync(int by)
    {
        await Page.EvaluateAsync("""
            (by) => {
              const look = document.querySelector('.stage-look');
              const fire = (type, x) => look.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 7, pointerType: 'touch', isPrimary: true, clientX: x, clientY: 300 }));
              fire('pointerdown', 190); fire('pointermove', 190 + by / 2); fire('pointermove', 190 + by); fire('pointerup', 190 + by);
            }
            """, by);
    }

    private async Task EventuallyAsync((int Approved, int Rejected, int Pending) expected)
    {
        (int Approved, int Rejected, int Pending) found = default;
        for (var attempt = 0; attempt < 100 && found != expected; attempt++)
        {
            await Page.WaitForTimeoutAsync(50);
            var states = await Work.RunAsync(store.Id, services =>
                services.GetRequiredService<CommerceContext>().Assets.Select(asset => asset.ReviewState).ToListAsync());
            found = (states.Count(state => state is ReviewState.Approved), states.Count(state => state is ReviewState.Rejected), states.Count(state => state is ReviewState.Pending));
        }

        Assert.That(found, Is.EqualTo(expected));
    }
}
