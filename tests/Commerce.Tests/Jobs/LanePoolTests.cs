using Commerce.Batches;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Library.Storage;
using Commerce.Providers;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commerce.Tests.Jobs;

/// <summary>The lanes of real processes: woken by each other, fair between stores, none idle while there is work, and gone in peace.</summary>
[Category("Database")]
[NonParallelizable]
public sealed class LanePoolTests : CoreFixture
{
    private const int Lanes = 4;

    // Only for a test that is going to fail; nothing is measured.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [SetUp]
    public void Reset() => Images.Reset();

    [Test]
    public async Task Rows_that_another_process_makes_due_are_picked_up_without_a_sweep()
    {
        await using var process = Process();
        await using var running = await RunningAsync(process);
        var store = await AddStoreAsync(credits: 3, products: 3);
        var batchId = await StartBatchAsync(store);
        await EndedAsync(store.Id, batchId, BatchState.Done);
    }

    [Test]
    public async Task A_store_that_is_alone_with_its_work_has_every_lane()
    {
        var (inside, all) = (0, new TaskCompletionSource());
        Images.OnWait = (step, stop) =>
        {
            if (step != "fetch")
            {
                return Task.CompletedTask;
            }

            if (Interlocked.Increment(ref inside) == Lanes)
            {
                all.SetResult();
            }

            return all.Task.WaitAsync(stop);
        };
        await using var process = Process();
        await using var running = await RunningAsync(process);
        var store = await AddStoreAsync(credits: 8, products: 8);
        var batchId = await StartBatchAsync(store);
        await all.Task.WaitAsync(Patience);
        await EndedAsync(store.Id, batchId, BatchState.Done);
    }

    [Test]
    public async Task A_store_that_no_lane_works_for_is_served_while_every_lane_is_held_up_by_another()
    {
        var large = await AddStoreAsync(credits: 40, products: 40);
        var (heldUp, release) = (true, new TaskCompletionSource());
        Images.OnWait = (_, stop) => heldUp ? release.Task.WaitAsync(stop) : Task.CompletedTask;
        await using var process = Process();
        await using var running = await RunningAsync(process);
        var held = await StartBatchAsync(large);
        var activity = process.GetRequiredService<LaneActivity>();
        Assert.That(() => activity.Stores.Count, Is.EqualTo(Lanes).After(60_000, 20));

        heldUp = false;
        var small = await AddStoreAsync(credits: 1);
        await EndedAsync(small.Id, await StartBatchAsync(small), BatchState.Done);
        // The lane that served it is free again a moment after the batch has ended.
        Assert.That(() => activity.Stores, Is.EqualTo(Enumerable.Repeat(large.Id, Lanes)).After(60_000, 20), "they were held up all the while");

        release.SetResult();
        await EndedAsync(large.Id, held, BatchState.Done);
    }

    [Test]
    public async Task A_process_that_is_asked_to_stop_gives_its_rows_back_and_another_goes_on_at_once()
    {
        var reached = new TaskCompletionSource();
        Images.OnWait = (step, stop) =>
        {
            if (step != "fetch")
            {
                return Task.CompletedTask;
            }

            reached.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, stop);
        };
        var store = await AddStoreAsync(credits: 1);
        await using (var process = Process())
        {
            await using var running = await RunningAsync(process);
            await StartBatchAsync(store);
            await reached.Task.WaitAsync(Patience);
        }

        Images.OnWait = (_, _) => Task.CompletedTask;
        var row = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().SingleAsync());
        Assert.That((row.LeaseOwner, row.LeaseUntil), Is.EqualTo(((string?)null, (DateTimeOffset?)null)));
        Assert.That(await Backlog.AdvanceNextAsync(store.Id, "another", CancellationToken.None), Is.True, "no lease has to lapse first");
        Assert.That(Images.Submitted.Values, Is.EqualTo(new[] { 1 }), "the bought task was adopted");
        Assert.That(await ReadAsync(store.Id, context => context.Assets.CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task Item23_Twenty_small_stores_are_served_while_one_has_ten_thousand_rows()
    {
        await using var process = Process();
        var turn = process.GetRequiredService<LaneTurn>();
        var big = await AddStoreAsync(credits: 10_000);
        await StartBatchAsync(big, copies: 10_000);
        var small = new List<TestStore>();
        for (var number = 0; number < 20; number++)
        {
            var store = await AddStoreAsync(credits: 10);
            await StartBatchAsync(store, copies: 10);
            small.Add(store);
        }

        var turns = new Dictionary<Guid, int>();
        while (await OpenAsync(small) > 0)
        {
            var storeId = (await turn.TakeStoreAsync(except: null, CancellationToken.None))!.Value;
            turns[storeId] = turns.GetValueOrDefault(storeId) + 1;
            await turn.RunAsync(storeId, $"turn {turns.Values.Sum()}", CancellationToken.None);
        }

        Assert.Multiple(async () =>
        {
            Assert.That(turns[big.Id], Is.LessThanOrEqualTo(small.Max(store => turns[store.Id]) + 1), "the big store had its turns and no more");
            Assert.That(await OpenAsync([big]), Is.GreaterThan(5000), "it had to wait for nobody's sake either");
            Assert.That(await OpenAsync([big]), Is.LessThan(10_000));
        });
    }

    private ServiceProvider Process() => Build(services =>
    {
        services.AddScoped<Delivery, NoFiles>();
        services.Configure<JobOptions>(options =>
        {
            (options.WorkerThreads, options.SweepSeconds, options.GraceSeconds) = (Lanes, 600, 0);
        });
    });

    private static async Task<Running> RunningAsync(ServiceProvider process)
    {
        IHostedService[] services = [ActivatorUtilities.CreateInstance<LanePool>(process), ActivatorUtilities.CreateInstance<WakeListener>(process)];
        foreach (var service in services)
        {
            await service.StartAsync(CancellationToken.None);
        }

        return new Running(services);
    }

    private async Task EndedAsync(Guid storeId, Guid batchId, BatchState state)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await ReadAsync(storeId, context => context.Batches.Where(batch => batch.Id == batchId).Select(batch => batch.State).SingleAsync(patience.Token)) != state)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private async Task<int> OpenAsync(IEnumerable<TestStore> stores)
    {
        var open = 0;
        foreach (var store in stores)
        {
            open += await ReadAsync(store.Id, context => context.Generations.CountAsync(row => row.DueAt != null));
        }

        return open;
    }

    private sealed class Running(IHostedService[] services) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Task.WhenAll(services.Select(service => service.StopAsync(CancellationToken.None)));
    }

    /// <summary>Rows without files, so that ten thousand of them are a matter of the tables alone.</summary>
    private sealed class NoFiles(IObjectStore store) : Delivery(store)
    {
        public override Task<GenerationResult> StoreAsync(RowTurn turn, GenerationOutput made, CancellationToken cancellationToken) =>
            Task.FromResult(new GenerationResult("none", "none", made.MimeType, 1, "none", made.Width, made.Height, null, 1, made.Model, made.Prompt, made.DigitalSourceType));

        public override Task VerifyAsync(Generation generation, CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
