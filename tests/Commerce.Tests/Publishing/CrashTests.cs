using Commerce.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Tests.Publishing;

/// <summary>A worker dies before and after each outside call and each record write; another one follows.</summary>
public sealed class CrashTests : PublishingFixture
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(16);

    /// <summary>Every step by what can be seen of it; each is died before, with all before it done.</summary>
    private static readonly string[] Steps =
    [
        "UPDATE publications", "ProductGallery", "StagedUploadsCreate", "/staged/", "UPDATE publication_items", "FileCreate", "FileStatus", "FileUpdate",
        "VariantDetachMedia", "VariantAppendMedia", "ProductReorderMedia", "JobStatus",
    ];

    [Test]
    public async Task Item26_Wherever_a_worker_dies_while_publishing_the_result_is_the_same()
    {
        var product = await AddMediaAsync(pictures: 1, videos: 1);
        var (before, credits) = (Text(await ProductAsync(product.Handle)), await CreditsAsync());
        var points = await PointsAsync(() => StartAsync(product));
        Assert.That(Steps.Where(step => !Kill.Passed.Any(point => point.StartsWith("before", StringComparison.Ordinal) && point.Contains(step, StringComparison.Ordinal))), Is.Empty, "steps that no death would meet");
        await TakeBackAsync(product);
        foreach (var at in Deaths(points))
        {
            var files = (await FilesAsync()).Count;
            var runId = await StartAsync(product);
            var where = await DieAsync(at);
            await DrainAsync("second");
            var (publication, after) = (await OfRunAsync(runId), await GalleryAsync(product.Handle));
            Assert.Multiple(async () =>
            {
                Assert.That(publication.State, Is.EqualTo(PublicationState.Published), $"killed at {where}: {publication.Message}");
                Assert.That(Ids(after).Take(2), Is.EqualTo(publication.Items.Select(item => item.FileId)), $"killed at {where}");
                Assert.That(await FilesAsync(), Has.Count.EqualTo(files + 2), $"killed at {where}: files in the shop");
            });
            await TakeBackAsync(product);
            Assert.That(Text(await ProductAsync(product.Handle)), Is.EqualTo(before), $"killed at {where}: reverted");
        }

        Assert.That(await CreditsAsync(), Is.EqualTo(credits), "credits are taken once, with the delivery, and by no publication");
    }

    [Test]
    public async Task Item26_Wherever_a_worker_dies_while_reverting_the_gallery_comes_back_exactly()
    {
        var product = await AddMediaAsync(pictures: 2);
        var before = Text(await ProductAsync(product.Handle));
        await StartAsync(product);
        await DrainAsync();
        var points = await PointsAsync(() => AskBackAsync(product));
        foreach (var at in Deaths(points))
        {
            await StartAsync(product);
            await DrainAsync();
            await AskBackAsync(product);
            var where = await DieAsync(at);
            await DrainAsync("second");
            Assert.That((await LatestAsync(product)).State, Is.EqualTo(PublicationState.Reverted), $"killed at {where}");
            Assert.That(Text(await ProductAsync(product.Handle)), Is.EqualTo(before), $"killed at {where}");
        }
    }

    // The placement and the variant that have most to put back.
    private async Task<Guid?> StartAsync(TestProduct product)
    {
        var variant = await ReadAsync(context => context.Variants.Where(row => row.ProductId == product.Id && row.Title == "Brass").Select(row => row.Id).SingleAsync());
        return await PublishAsync(new PublicationRequest(product.Assets, Placement.Replace, new Dictionary<Guid, string>(), "staff 901")
        {
            VariantPictures = new Dictionary<Guid, Guid> { [variant] = product.Assets[0] },
        });
    }

    private Task<(int Lines, long Available)> CreditsAsync() => ReadAsync(async context => (await context.Entries.CountAsync(), await context.Balances.Select(row => row.Available).SingleAsync()));

    // Nothing happens between the end of one step and the beginning of the next, so dying before each step, and after the last, is dying everywhere.
    private static IEnumerable<int> Deaths(int points) => Enumerable.Range(1, points).Where(point => point % 2 == 1 || point == points);

    /// <summary>How many points an undisturbed run passes, over all its turns.</summary>
    private async Task<int> PointsAsync(Func<Task> start)
    {
        await start();
        Kill.Arm(0);
        await DrainAsync();
        Assert.That(Kill.Points, Is.GreaterThan(10));
        return Kill.Points;
    }

    private async Task<string> DieAsync(int at)
    {
        var token = Kill.Arm(at);
        try
        {
            while (await Backlog.SettleAsync(StoreId, CancellationToken.None) is { } due)
            {
                Clock.MoveTo(due);
                await Backlog.AdvanceNextAsync(StoreId, "first", token);
            }

            // Processing took fewer looks this time, so there were fewer points to die at.
            return $"{at} (after the end)";
        }
        catch (OperationCanceledException)
        {
            return $"{at} ({Kill.Passed.Last()})";
        }
        finally
        {
            Kill.Arm(0);
            Clock.Advance(Lease);
        }
    }

    private async Task TakeBackAsync(TestProduct product)
    {
        await AskBackAsync(product);
        await DrainAsync();
    }

    private async Task AskBackAsync(TestProduct product) => await RevertAsync((await LatestAsync(product)).Id);

    private Task<Publication> LatestAsync(TestProduct product) => ReadAsync(context => Task.FromResult(
        context.Publications.Where(row => row.ProductId == product.Id).OrderByDescending(row => row.CreatedAt).ThenByDescending(row => row.Id).First()));
}
