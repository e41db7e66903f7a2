using Commerce.Batches;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Web.Tests.Review;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Commerce.Web.Tests.Batches;

/// <summary>The batch page as its owner watches it: it follows the run to its end, and gives the files away.</summary>
public sealed class BatchBrowserTests : StudioBrowserFixture
{
    private const int Patience = 20_000;

    private static readonly string[] Styles = ["studio-shot", "lifestyle"];

    private SeededStore store = null!;

    private static string Catalogue => Path.Combine(Workbench.Checkout.Find().Shared, "data", "outdoor-catalogue");

    [SetUp]
    public async Task AddStoreAsync() => store = await Seeds.AddStoreAsync($"{Guid.CreateVersion7(Clock.GetUtcNow()):N}.myshopify.com", "Daybird", 500);

    [Test]
    public async Task The_whole_page_follows_the_end_of_a_run()
    {
        var batch = await Media.StartBatchAsync(store, await ProductsAsync(2), "Autumn pictures");
        await GoAsync(store, $"/batches/{batch}");
        await Assertions.Expect(Page.Locator("#batch-state")).ToHaveTextAsync("Running");
        await Assertions.Expect(Page.Locator("#rows")).ToContainTextAsync("Waiting");
        await Media.DeliverAsync(store, batch);
        await TellAsync(batch);
        await Assertions.Expect(Page.Locator("#batch-state")).ToHaveTextAsync("Done", new() { Timeout = Patience });
        await Assertions.Expect(Page.Locator("main")).ToContainTextAsync("Review 2 pictures");
        await Assertions.Expect(Page.Locator(".tab[aria-current] .tab-count")).ToHaveTextAsync("2");
        await Assertions.Expect(Page.Locator("main")).Not.ToContainTextAsync("Being made");
        await Assertions.Expect(Page.Locator("main")).Not.ToContainTextAsync("Cancel batch");
        Assert.That(Errors, Is.Empty);
    }

    [Test]
    public async Task Rows_move_while_their_histories_stay_open()
    {
        var batch = await Media.StartBatchAsync(store, await ProductsAsync(2), "Autumn pictures");
        await GoAsync(store, $"/batches/{batch}?tab=rows");
        await Page.Locator("#rows summary").First.ClickAsync();
        await Media.DeliverAsync(store, batch, most: 1);
        await TellAsync(batch);
        await Assertions.Expect(Page.Locator("#rows tr").First).ToContainTextAsync("Delivered", new() { Timeout = Patience });
        await Assertions.Expect(Page.Locator("#rows details").First).ToHaveAttributeAsync("open", "");
        await Assertions.Expect(Page.Locator("#batch-tabs .tab").First).ToContainTextAsync("1");
        await Assertions.Expect(Page.Locator("#row-chips")).ToContainTextAsync("Delivered");
        await Assertions.Expect(Page.Locator("#row-chips .chip-count")).ToHaveTextAsync(["2", "1", "1"]);
    }

    [Test]
    public async Task CG05_a_batch_that_waits_is_moved_in_a_dialog_that_says_what_is_wrong_and_then_started_now()
    {
        var batch = await Media.StartBatchAsync(store, await ProductsAsync(2), "Autumn pictures");
        await Work.RunAsync(store.Id, async services =>
        {
            var context = services.GetRequiredService<CommerceContext>();
            var at = Clock.GetUtcNow().AddDays(2);
            await context.Batches.Where(row => row.Id == batch).ExecuteUpdateAsync(row => row.SetProperty(one => one.State, BatchState.Scheduled).SetProperty(one => one.StartsAt, at));
            await context.Generations.Where(row => row.BatchId == batch).ExecuteUpdateAsync(row => row.SetProperty(one => one.DueAt, at));
        });
        await GoAsync(store, $"/batches/{batch}");
        await Page.Locator("[data-opens='move']").ClickAsync();
        await Page.Locator("#move input[name='startsAt']").FillAsync("2001-01-01T10:00");
        await Page.Locator("#move .button-primary").ClickAsync();
        await Assertions.Expect(Page.Locator("#move")).ToContainTextAsync("Choose a time in the next twelve months");
        var year = Clock.GetUtcNow().AddDays(20);
        await Page.Locator("#move input[name='startsAt']").FillAsync($"{year:yyyy-MM-dd}T10:00");
        await Page.Locator("#move .button-primary").ClickAsync();
        await Assertions.Expect(Page.Locator("#live")).ToContainTextAsync($"Starts {year:d MMM yyyy}, 10:00");
        await Page.Locator("[data-opens='start']").ClickAsync();
        await Page.Locator("#start .button-primary").ClickAsync();
        await Assertions.Expect(Page.Locator("#batch-state")).ToHaveTextAsync("Running");
        await Assertions.Expect(Page.Locator("[data-opens='start']")).ToHaveCountAsync(0);
        Assert.That(Errors, Is.All.Contains("422"), "the browser notes the answer that refused the first time");
    }

    [Test]
    public async Task CG05_the_archive_comes_with_a_click_under_the_batchs_name()
    {
        var batch = await Media.StartBatchAsync(store, await ProductsAsync(1), "Autumn pictures");
        await Media.DeliverAsync(store, batch);
        await GoAsync(store, $"/batches/{batch}");
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.GetByText("Download ZIP").ClickAsync());
        Assert.That(download.SuggestedFilename, Is.EqualTo("Autumn-pictures-results.zip"));
        Assert.That(await download.FailureAsync(), Is.Null);
    }

    [Test]
    public async Task A_key_rates_a_result_and_the_same_key_takes_it_back()
    {
        var batch = await Media.StartBatchAsync(store, await ProductsAsync(2), "Autumn pictures");
        await Media.DeliverAsync(store, batch);
        await GoAsync(store, $"/review?batch={batch}");
        await Page.Keyboard.PressAsync("4");
        await RatedAsync(4);
        await Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(Page.Locator(".stage .rating")).ToHaveAttributeAsync("data-stars", "0");
        await Page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(Page.Locator(".stage .rating")).ToHaveAttributeAsync("data-stars", "4");
        await Page.Keyboard.PressAsync("4");
        await RatedAsync();
        Assert.That(Errors, Is.Empty);
    }

    [TestCase(1440, 900)]
    [TestCase(1024, 768)]
    [TestCase(390, 844)]
    public async Task Every_state_of_a_batch_fits_its_window(int width, int height)
    {
        await OpenAsync(width, height);
        var (running, partly, failed) = (await RunAsync("Running pictures"), await RunAsync("Partly made pictures"), await RunAsync("Failed pictures"));
        await DeliverAsync(running, 3);
        await Media.FailAsync(store, running, "picture-too-small", "This picture is only 60 × 60 pixels, too small to work with.", 1);
        await DeliverAsync(partly, 4);
        await Media.FailAsync(store, partly, "picture-too-small", "This picture is only 60 × 60 pixels, too small to work with.", 2);
        await Media.FailAsync(store, partly, "refused", "The provider refused the picture because it shows a trademark.", 1);
        await Media.FailAsync(store, partly, "connection", "A connection broke on the way. Nothing is wrong with your product.");
        await Media.FailAsync(store, failed, "internal", "Something went wrong on our side. Your credits for this one come back.");
        foreach (var (path, name) in new[]
        {
            ("/", "home"), ("/batches", "batches"), ("/batches?state=cancelled", "batches-empty"), ($"/batches/{running}", "batch-running"), ($"/batches/{running}?tab=rows&show=failed", "batch-running-failed-rows"),
            ($"/batches/{partly}?tab=results", "batch-results"), ($"/batches/{partly}?tab=rows", "batch-rows"), ($"/batches/{partly}?tab=failures", "batch-failures"), ($"/batches/{partly}?tab=recipe", "batch-recipe"),
            ($"/batches/{partly}?tab=money", "batch-money"), ($"/batches/{partly}?tab=history", "batch-history"), ($"/batches/{failed}", "batch-failed"),
        })
        {
            await GoAsync(store, path);
            await Page.WaitForTimeoutAsync(300);
            await PictureAsync($"{name}-{width}");
            Assert.That(await SidewaysAsync(), Is.Zero, name);
        }
    }

    private async Task<List<SeededProduct>> ProductsAsync(int count)
    {
        var products = new List<SeededProduct>();
        foreach (var (title, number) in ((string, int)[])[("Wanderer Black Hiking Boots", 1), ("Explorer 45L Backpack", 7), ("Stellar Duffle Bag", 14), ("Frostbite Insulated Jacket", 8), ("Trailblazer Bike Helmet", 10)])
        {
            products.Add(await Seeds.AddProductAsync(store, title, change: product => (product.Vendor, product.Tags) = ("Daybird", [$"images/{number}.webp"])));
        }

        return [.. products.Take(count)];
    }

    private async Task<Guid> RunAsync(string name) => await Media.StartBatchAsync(store, await ProductsAsync(4), name, Styles);

    // As a worker would.
    private Task TellAsync(Guid batch) => Work.RunAsync(store.Id, services =>
    {
        services.GetRequiredService<ProgressSignal>().Touch(store.Id, batch);
        return Task.CompletedTask;
    });

    // Real pictures where the outdoor catalogue is at hand, a pixel each otherwise.
    private Task DeliverAsync(Guid batch, int most) => Directory.Exists(Catalogue)
        ? new RenderedResults(Work, Clock).DeliverAsync(store, batch, Catalogue, most)
        : Media.DeliverAsync(store, batch, most: most);

    private async Task RatedAsync(params int[] expected)
    {
        List<int> found = [];
        for (var attempt = 0; attempt < 100 && (attempt == 0 || !found.SequenceEqual(expected)); attempt++)
        {
            await Page.WaitForTimeoutAsync(50);
            found = await Work.RunAsync(store.Id, services => Task.FromResult(services.GetRequiredService<Data.CommerceContext>().Ratings.Select(rating => rating.Stars).ToList()));
        }

        Assert.That(found, Is.EqualTo(expected));
    }
}
