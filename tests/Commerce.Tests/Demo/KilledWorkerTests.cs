using System.Diagnostics;
using Commerce.Workbench.Demo;

namespace Commerce.Tests.Demo;

/// <summary>A worker that dies costs nothing and loses nothing, whatever it was doing.</summary>
[Category("Chaos")]
[NonParallelizable]
public sealed class KilledWorkerTests
{
    private const int Products = 24;
    private const int Rows = Products + 1;

    // Spread over making, publishing and taking back.
    private static readonly (string Sql, int AtLeast)[] Moments =
    [
        ("select count(*) from generations where state = 'submitting'", 1),
        ("select count(*) from generations where state = 'done'", 8),
        ("select count(*) from generations where state = 'done'", 17),
        ("select count(*) from publication_items where state in ('created', 'ready', 'attached')", 1),
        ("select count(*) from publications where state = 'reverted'", 3),
    ];

    [Test]
    public async Task Five_kills_change_nothing_in_the_totals()
    {
        using var catalogue = SmallCatalogue.WithProducts(Products);
        await using var demo = await DemoFixture.StartAsync(catalogue.Folder, images: 1, videos: 1);
        using var stop = new CancellationTokenSource();
        var kills = KillAsync(demo, stop.Token);
        var result = await demo.RunAsync();
        await stop.CancelAsync();

        Assert.That(await kills, Is.EqualTo(Moments.Length), "a moment to kill at was never met");
        Assert.That(demo.World.Workers.Single().Restarts, Is.EqualTo(Moments.Length));
        Assert.That(result with { Seconds = 0 }, Is.EqualTo(new DemoResult(Products, new RowCounts(Rows, 0, 0), Rows, Rows, true, true, 0)), string.Join('\n', demo.Said));
        await NothingTwiceAsync(demo);
    }

    [Test]
    public async Task Two_workers_share_the_rows_of_one_store()
    {
        using var catalogue = SmallCatalogue.WithProducts(Products);
        await using var demo = await DemoFixture.StartAsync(catalogue.Folder, workers: 2);

        using var stop = new CancellationTokenSource();
        var seen = OwnersAsync(demo, stop.Token);
        var result = await demo.RunAsync();
        await stop.CancelAsync();

        Assert.That(await seen, Has.Count.EqualTo(2));
        Assert.That(result.Generations, Is.EqualTo(new RowCounts(Products, 0, 0)));
        Assert.That(result.Succeeded, Is.True, string.Join('\n', demo.Said));
        await NothingTwiceAsync(demo);
    }

    // A lease names the turn that holds it, and a turn's name begins with its worker's.
    private static async Task<HashSet<string>> OwnersAsync(DemoFixture demo, CancellationToken ct)
    {
        var owners = new HashSet<string>();
        while (!ct.IsCancellationRequested)
        {
            owners.UnionWith(await demo.ListAsync("select distinct split_part(lease_owner, '/', 1) from generations where lease_owner is not null"));
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, CancellationToken.None);
        }

        return owners;
    }

    private static async Task NothingTwiceAsync(DemoFixture demo)
    {
        // A killed attempt is gone on with, never begun anew: nothing would be bought twice from a provider that charges.
        Assert.That(await demo.CountAsync("select count(*) from generations where attempt <> 1"), Is.Zero);
        Assert.That(
            await demo.CountAsync("select count(distinct task_id) from generations"), Is.EqualTo(await demo.CountAsync("select count(*) from generations")));
        var delivered = await demo.ListAsync("select sha256 from assets");
        var files = await demo.FilesAsync();
        Assert.That(files.Where(delivered.Contains), Is.EquivalentTo(delivered), "the shop holds each delivered file once");
    }

    private static async Task<int> KillAsync(DemoFixture demo, CancellationToken ct)
    {
        var (worker, kills) = (demo.World.Workers.Single(), 0);
        try
        {
            foreach (var (sql, atLeast) in Moments)
            {
                while (await demo.CountAsync(sql) < atLeast)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
                }

                var before = await EventsAsync(demo);
                worker.Kill();
                kills++;
                var killed = Stopwatch.GetTimestamp();
                await UntilAsync(() => Task.FromResult(worker.Restarts == kills), ct);
                await worker.WaitUntilReadyAsync(ct);
                var ready = Stopwatch.GetElapsedTime(killed);
                await UntilAsync(async () => await EventsAsync(demo) > before, ct);
                await TestContext.Progress.WriteLineAsync($"Killed at {atLeast} of '{sql}'; ready again after {ready.TotalSeconds:0.0} s, the next step after {Stopwatch.GetElapsedTime(killed).TotalSeconds:0.0} s.");
            }
        }
        catch (OperationCanceledException)
        {
            // The demo is over.
        }

        return kills;
    }

    private static Task<long> EventsAsync(DemoFixture demo) => demo.CountAsync(
        "select (select count(*) from generation_events) + (select count(*) from publications where state in ('published', 'reverted'))");

    private static async Task UntilAsync(Func<Task<bool>> met, CancellationToken ct)
    {
        while (!await met())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, ct);
        }
    }
}
