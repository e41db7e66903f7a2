using Commerce.Batches;
using Commerce.Generations;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Batches;

/// <summary>CG-05: a batch for later is moved in time, or started before it; whatever races, it starts once.</summary>
[Category("Database")]
public sealed class BatchSchedulingTests : CoreFixture
{
    [SetUp]
    public void Reset() => Images.Reset();

    [Test]
    public async Task A_moved_batch_begins_at_its_new_time_whether_that_is_later_or_sooner()
    {
        var (store, batchId, at) = await ScheduleAsync(rows: 3);
        Assert.That(await MoveAsync(store, batchId, at.AddHours(2)), Is.True);
        Clock.MoveTo(at.AddMinutes(1));
        Assert.That(await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None), Is.False, "its first time has passed");
        Assert.That(await Backlog.SettleAsync(store.Id, CancellationToken.None), Is.EqualTo(at.AddHours(2)));

        Assert.That(await MoveAsync(store, batchId, at.AddMinutes(5)), Is.True);
        Assert.That((await CheckLedgerAsync(store.Id)).Held, Is.EqualTo(3), "the credits stay held");
        await DrainAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That(Clock.GetUtcNow(), Is.LessThan(at.AddHours(2)));
            Assert.That(await StateAsync(store, batchId), Is.EqualTo(BatchState.Done));
            Assert.That(await ToldAsync(store, batchId), Is.EqualTo(new[] { BatchEventKind.Moved, BatchEventKind.Moved, BatchEventKind.StartedOnSchedule }));
            Assert.That(await ReadAsync(store.Id, context => context.GenerationEvents.CountAsync(line => line.Detail == "Moved to another time")), Is.EqualTo(6), "in the history of each of the three rows, twice");
        });
    }

    [Test]
    public async Task A_batch_started_before_its_time_is_made_at_once_for_the_credits_it_held()
    {
        var (store, batchId, at) = await ScheduleAsync(rows: 3);
        Assert.That(await StartAsync(store, batchId), Is.True);
        Assert.That(await StartAsync(store, batchId), Is.False, "it runs already");
        Assert.That(await MoveAsync(store, batchId, at.AddHours(1)), Is.False);
        await DrainAsync(store.Id);
        var ledger = await CheckLedgerAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That(Clock.GetUtcNow(), Is.LessThan(at));
            Assert.That(await StateAsync(store, batchId), Is.EqualTo(BatchState.Done));
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((7L, 0L, true)));
            Assert.That(await ToldAsync(store, batchId), Is.EqualTo(new[] { BatchEventKind.StartedEarly }));
        });
    }

    [Test]
    public async Task A_batch_at_the_front_that_is_started_early_begins_there()
    {
        var (store, batchId, _) = await ScheduleAsync(rows: 2);
        await ActAsync<BatchPriority>(store, act => act.ToFrontAsync(batchId, "Ada", CancellationToken.None));
        await StartAsync(store, batchId);
        var due = await ReadAsync(store.Id, context => context.Generations.Where(row => row.BatchId == batchId).Select(row => row.DueAt).ToListAsync());
        Assert.That(due, Is.All.EqualTo(BatchPriority.DueAt(front: true, Clock.GetUtcNow())));
    }

    [Test]
    public async Task A_batch_whose_first_row_was_taken_at_its_time_is_not_moved_any_more()
    {
        var (store, batchId, at) = await ScheduleAsync(rows: 2);
        Clock.MoveTo(at);

        // As a worker leaves it between taking a row and telling the batch that it runs.
        await ReadAsync(store.Id, context => context.Generations.Where(row => row.BatchId == batchId && row.RowNumber == 1).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.State, GenerationState.Submitting).SetProperty(one => one.LeaseOwner, "worker").SetProperty(one => one.LeaseUntil, at.AddMinutes(5))));
        Assert.That(await MoveAsync(store, batchId, at.AddDays(1)), Is.False);
        var batch = await ReadAsync(store.Id, context => context.Batches.AsNoTracking().SingleAsync());
        var due = await ReadAsync(store.Id, context => context.Generations.Select(row => row.DueAt).ToListAsync());
        Assert.Multiple(async () =>
        {
            Assert.That(batch.StartsAt, Is.EqualTo(at));
            Assert.That(due, Is.All.EqualTo(at), "nor is any of its rows");
            Assert.That(await ToldAsync(store, batchId), Is.Empty);
        });
    }

    [Test]
    public async Task Started_now_by_many_while_its_time_comes_it_starts_once_and_every_row_is_bought_once()
    {
        for (var round = 0; round < 5; round++)
        {
            Images.Reset();
            var (store, batchId, at) = await ScheduleAsync(rows: 6);
            Clock.MoveTo(at);
            var moves = Enumerable.Range(1, 3).Select(hour => MoveAsync(store, batchId, at.AddHours(hour))).ToList();
            var starts = Enumerable.Range(0, 4).Select(_ => StartAsync(store, batchId)).ToList();
            await Task.WhenAll([.. Enumerable.Range(0, 3).Select(worker => Backlog.AdvanceNextAsync(store.Id, $"worker {worker}", CancellationToken.None)), .. moves]);
            var started = await Task.WhenAll(starts);
            await DrainAsync(store.Id);
            var (told, ledger) = (await ToldAsync(store, batchId), await CheckLedgerAsync(store.Id));
            Assert.Multiple(async () =>
            {
                Assert.That(told.Count(kind => kind is BatchEventKind.StartedEarly or BatchEventKind.StartedOnSchedule), Is.EqualTo(1));
                Assert.That(started.Count(one => one), Is.EqualTo(told.Count(kind => kind == BatchEventKind.StartedEarly)));
                Assert.That(await StateAsync(store, batchId), Is.EqualTo(BatchState.Done));
                Assert.That(Images.Submitted, Has.Count.EqualTo(6));
                Assert.That(Images.Submitted.Values, Is.All.EqualTo(1));
                Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((4L, 0L, true)));
            });
        }
    }

    [Test]
    public async Task Another_store_neither_moves_nor_starts_it()
    {
        var (store, batchId, at) = await ScheduleAsync(rows: 1);
        var other = await AddStoreAsync();
        Assert.That((await MoveAsync(other, batchId, at.AddHours(1)), await StartAsync(other, batchId)), Is.EqualTo((false, false)));
        Assert.That(await StateAsync(store, batchId), Is.EqualTo(BatchState.Scheduled));
    }

    private async Task<(TestStore Store, Guid BatchId, DateTimeOffset At)> ScheduleAsync(int rows)
    {
        var store = await AddStoreAsync(credits: 10, products: rows);
        var now = Clock.GetUtcNow();
        var at = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond)).AddHours(3);
        var request = new BatchRequest("Later", store.Products, new RecipeContent([new RecipeStyle("studio-shot", 64, 64, 1)], "", false, null), Guid.CreateVersion7(now).ToString(), "test") { StartsAt = at };
        return (store, await Work.RunAsync(store.Id, scope => scope.GetRequiredService<BatchStarter>().StartAsync(request, CancellationToken.None)), at);
    }

    private Task<bool> MoveAsync(TestStore store, Guid batchId, DateTimeOffset at) => ActAsync<BatchScheduling>(store, act => act.MoveAsync(batchId, at, "Ada", CancellationToken.None));

    private Task<bool> StartAsync(TestStore store, Guid batchId) => ActAsync<BatchScheduling>(store, act => act.StartNowAsync(batchId, "Ada", CancellationToken.None));

    private Task<bool> ActAsync<TAct>(TestStore store, Func<TAct, Task<bool>> act)
        where TAct : notnull => Work.RunAsync(store.Id, services => act(services.GetRequiredService<TAct>()));

    private Task<BatchState> StateAsync(TestStore store, Guid batchId) =>
        ReadAsync(store.Id, context => context.Batches.Where(batch => batch.Id == batchId).Select(batch => batch.State).SingleAsync());

    private Task<List<BatchEventKind>> ToldAsync(TestStore store, Guid batchId) =>
        ReadAsync(store.Id, context => context.BatchEvents.Where(row => row.BatchId == batchId).OrderBy(row => row.At).ThenBy(row => row.Id).Select(row => row.Kind).ToListAsync());
}
