using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Library.Storage;
using Commerce.Providers;
using Commerce.Retention;
using Commerce.Stores;
using Commerce.Tests.Infrastructure;
using Commerce.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Commerce.Tests.Retention;

/// <summary>A shop that leaves and is erased while a lane works for it: nothing is pulled from under the lane, and nothing it wrote stays.</summary>
[Category("Database")]
[NonParallelizable]
public sealed class ErasureOfRunningWorkTests : CoreFixture
{
    // Only for a test that is going to fail; nothing is measured.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [SetUp]
    public void Reset() => Images.Reset();

    [Test]
    public async Task Item18_The_erasure_waits_for_a_lane_that_is_storing_a_result_and_takes_that_result_too()
    {
        var gate = new StorageGate();
        var store = await AddStoreAsync(credits: 2, products: 2);
        await using var process = Process(gate);
        await using var running = await RunningAsync(process);

        // Goes before the lanes do, so that a test that fails does not leave them waiting at it.
        using var end = gate;
        await StartBatchAsync(store);
        await gate.Reached.Task.WaitAsync(Patience);
        await SeenAsync(store.Id, working: true);

        var order = await LeaveAsync(store.Id);
        await EraseAsync();
        Assert.Multiple(async () =>
        {
            Assert.That((await OrderAsync(order)).FinishedAt, Is.Null);
            Assert.That(await ReadAsync(store.Id, context => context.Stores.CountAsync()), Is.EqualTo(1));
            Assert.That(await ReadAsync(store.Id, context => context.Generations.CountAsync()), Is.EqualTo(2), "rows stay while a lane works on one");
            Assert.That(await ReadAsync(store.Id, context => context.Assets.CountAsync()), Is.Zero);
        });

        gate.Dispose();
        await SeenAsync(store.Id, working: false);
        Assert.That(await ReadAsync(store.Id, context => context.Assets.CountAsync()), Is.Zero, "the row was ended when the shop left; its lease was gone");
        Assert.That(await KeysAsync(store.Id), Has.Some.Contains("/assets/"), "the file came after the shop had left");

        await EraseAsync();
        await GoneAsync(store.Id, order);
    }

    [Test]
    public async Task Item18_A_lane_that_nobody_knew_of_is_stopped_by_the_loss_of_its_row_and_writes_nothing_any_more()
    {
        await using var process = Build(services => services.Configure<JobOptions>(options => options.LeaseSeconds = 2));
        var (store, reached) = (await AddStoreAsync(credits: 1), new TaskCompletionSource());
        Images.OnWait = (step, stop) =>
        {
            if (step != "fetch")
            {
                return Task.CompletedTask;
            }

            reached.TrySetResult();
            return Task.Delay(Timeout.InfiniteTimeSpan, stop);
        };
        await StartBatchAsync(store);
        var lane = process.GetServices<IBacklog>().OfType<GenerationBacklog>().Single().AdvanceNextAsync(store.Id, "unknown", CancellationToken.None);
        await reached.Task.WaitAsync(Patience);

        var order = await LeaveAsync(store.Id);
        await EraseAsync();
        await lane.WaitAsync(Patience);
        await GoneAsync(store.Id, order);
    }

    [Test]
    public async Task Item18_A_process_that_died_in_the_middle_holds_the_erasure_up_for_a_quarter_of_an_hour_only()
    {
        var store = await AddStoreAsync(credits: 1);
        await StartBatchAsync(store);
        await ReadAsync(store.Id, async context =>
        {
            context.Workers.Add(new Worker { Id = $"dead-{store.Id}", StartedAt = Clock.GetUtcNow(), SeenAt = Clock.GetUtcNow(), Lanes = 1, Busy = 1, Stores = [store.Id] });
            return await context.SaveChangesAsync();
        });
        var order = await LeaveAsync(store.Id);
        Clock.Advance(TimeSpan.FromMinutes(14));
        await EraseAsync();
        Assert.That((await OrderAsync(order)).FinishedAt, Is.Null);

        Clock.Advance(TimeSpan.FromMinutes(2));
        await EraseAsync();
        await GoneAsync(store.Id, order);
    }

    private ServiceProvider Process(StorageGate gate) => Build(services => services
        .AddSingleton(gate)
        .AddScoped<Delivery, GatedDelivery>()
        .Configure<JobOptions>(options => (options.WorkerThreads, options.SweepSeconds, options.GraceSeconds) = (1, 1, 0)));

    private static async Task<Running> RunningAsync(ServiceProvider process)
    {
        IHostedService[] services = [ActivatorUtilities.CreateInstance<LanePool>(process), ActivatorUtilities.CreateInstance<LaneWatch>(process), ActivatorUtilities.CreateInstance<WakeListener>(process)];
        foreach (var service in services)
        {
            await service.StartAsync(CancellationToken.None);
        }

        return new Running(services);
    }

    // Until the process has said so itself.
    private async Task SeenAsync(Guid storeId, bool working)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await ReadAsync(storeId, context => context.Workers.AnyAsync(worker => worker.Stores.Contains(storeId), patience.Token)) != working)
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private async Task<Guid> LeaveAsync(Guid storeId)
    {
        await Work.RunAsync(storeId, services => services.GetRequiredService<StoreUninstaller>().UninstallAsync(Clock.GetUtcNow(), Clock.GetUtcNow(), CancellationToken.None));
        var order = new ComplianceRequest
        {
            Id = Guid.CreateVersion7(Clock.GetUtcNow()), WebhookId = $"{storeId}", Topic = Compliance.ShopRedact, ShopHash = "a-hash", SubjectId = storeId,
            TriggeredAt = Clock.GetUtcNow(), ReceivedAt = Clock.GetUtcNow(), Outcome = "Waiting to be erased.",
        };
        await ReadAsync(storeId, async context =>
        {
            context.ComplianceRequests.Add(order);
            return await context.SaveChangesAsync();
        });
        return order.Id;
    }

    private async Task EraseAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<ErasureJob>(scope.ServiceProvider).Execute(null!);
    }

    private async Task GoneAsync(Guid storeId, Guid order)
    {
        var (report, keys) = (await OrderAsync(order), await KeysAsync(storeId));
        var left = await ReadAsync(storeId, async context => await context.Stores.CountAsync() + await context.Generations.CountAsync() + await context.Assets.CountAsync() + await context.Entries.CountAsync());
        Assert.That((report.Outcome, report.SubjectId, left, keys.Count), Is.EqualTo(("Erased.", (Guid?)null, 0, 0)));
    }

    private async Task<ComplianceRequest> OrderAsync(Guid id)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<CommerceContext>().ComplianceRequests.AsNoTracking().SingleAsync(request => request.Id == id);
    }

    private async Task<List<string>> KeysAsync(Guid storeId)
    {
        var keys = new List<string>();
        await foreach (var key in Services.GetRequiredService<IObjectStore>().ListAsync($"stores/{storeId}/", CancellationToken.None))
        {
            keys.Add(key);
        }

        return keys;
    }

    private sealed class Running(IHostedService[] services) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await Task.WhenAll(services.Select(service => service.StopAsync(CancellationToken.None)));
    }

    /// <summary>Open once it is disposed.</summary>
    private sealed class StorageGate : IDisposable
    {
        public TaskCompletionSource Reached { get; } = new();

        public TaskCompletionSource Open { get; } = new();

        public void Dispose() => Open.TrySetResult();
    }

    /// <summary>A storage that takes its time and cannot be called off.</summary>
    private sealed class GatedDelivery(IObjectStore store, StorageGate gate) : Delivery(store)
    {
        public override async Task<GenerationResult> StoreAsync(RowTurn turn, GenerationOutput made, CancellationToken cancellationToken)
        {
            gate.Reached.TrySetResult();
            await gate.Open.Task;
            return await base.StoreAsync(turn, made, CancellationToken.None);
        }
    }
}
