using Commerce.Batches;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Providers;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Generations;

/// <summary>Rows that are worked on together stand and fall by themselves.</summary>
[Category("Database")]
public sealed class GroupTests : CoreFixture
{
    private const int Rows = 10;

    [SetUp]
    public void Reset() => Images.Reset();

    [TestCase(true)]
    [TestCase(false)]
    public async Task A_group_is_taken_at_once_and_every_row_delivered_charged_and_told_of(bool repeatable)
    {
        Images.Repeatable = repeatable;
        var (store, batchId) = await StartGroupAsync();
        Assert.That(await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None), Is.True);
        Assert.That(await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None), Is.False, "one turn took them all");
        await Backlog.SettleAsync(store.Id, CancellationToken.None);

        var ledger = await CheckLedgerAsync(store.Id);
        var told = await ReadAsync(store.Id, context => context.GenerationEvents.GroupBy(row => row.ToState).ToDictionaryAsync(group => group.Key, group => group.Count()));
        Assert.Multiple(async () =>
        {
            Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Done));
            Assert.That(await ReadAsync(store.Id, context => context.Assets.CountAsync()), Is.EqualTo(Rows));
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((0L, 0L, true)));
            Assert.That(told[GenerationState.Submitting], Is.EqualTo(Rows));
            Assert.That(told[GenerationState.Done], Is.EqualTo(Rows));
            Assert.That(told.ContainsKey(GenerationState.Waiting), Is.EqualTo(!repeatable), "a vendor's task is on record before anything waits for it");
        });
    }

    [Test]
    public async Task A_row_that_the_database_refuses_ends_by_itself_and_the_others_are_delivered()
    {
        Images.OnTask = order => order.ProductTitle == "Product 4" ? "task \0" : $"task-{order.IdempotencyKey}";
        var (store, batchId) = await StartGroupAsync();
        await DrainAsync(store.Id);

        var ledger = await CheckLedgerAsync(store.Id);
        var failed = await ReadAsync(store.Id, context => context.Generations.SingleAsync(row => row.State == GenerationState.Failed));
        Assert.Multiple(async () =>
        {
            Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Partial));
            Assert.That(failed.ErrorCode, Is.EqualTo("internal"));
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((1L, 0L, true)));
        });
    }

    [Test]
    public async Task A_row_whose_lease_is_lost_is_left_to_its_new_owner_and_the_others_are_delivered()
    {
        var (store, _) = await StartGroupAsync();
        Images.OnWait = (step, _) => step == "poll" ? StealAsync(store.Id) : Task.CompletedTask;
        await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None);
        Images.OnWait = (_, _) => Task.CompletedTask;

        var stolen = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().SingleAsync(row => row.State != GenerationState.Done));
        Assert.That((stolen.State, stolen.LeaseOwner), Is.EqualTo((GenerationState.Waiting, (string?)"thief")));
        await DrainAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That(await ReadAsync(store.Id, context => context.Assets.CountAsync()), Is.EqualTo(Rows));
            Assert.That(Images.Submitted, Has.Count.EqualTo(Rows), "the task was adopted, not bought again");
            Assert.That((await CheckLedgerAsync(store.Id)).Faults, Is.Empty);
        });
    }

    [Test]
    public async Task A_row_that_takes_many_times_its_lease_runs_once()
    {
        await using var worker = Build(services => services.Configure<JobOptions>(options => options.LeaseSeconds = 2));
        var backlog = worker.GetServices<IBacklog>().OfType<GenerationBacklog>().Single();
        var store = await AddStoreAsync(credits: 1);
        await StartBatchAsync(store);
        Images.OnWait = async (step, stop) =>
        {
            // As 45 minutes are to a lease of 15 seconds: the clock goes on as far as the kept lease allows, again and again,
            // while somebody else is eager for the row.
            for (var lease = 0; step == "fetch" && lease < 4; lease++)
            {
                var until = await LeaseAsync(store.Id, stop);
                Clock.MoveTo(until!.Value - TimeSpan.FromMilliseconds(100));
                Assert.That(await Backlog.AdvanceNextAsync(store.Id, "eager", stop), Is.False);
                while (await LeaseAsync(store.Id, stop) == until)
                {
                    await Task.Delay(20, stop);
                }
            }
        };
        await backlog.AdvanceNextAsync(store.Id, "patient", CancellationToken.None);
        Assert.Multiple(async () =>
        {
            Assert.That(Images.Submitted.Values, Is.EqualTo(new[] { 1 }));
            Assert.That(await ReadAsync(store.Id, context => context.Generations.Select(row => row.State).SingleAsync()), Is.EqualTo(GenerationState.Done));
        });
    }

    [Test]
    public async Task A_lost_answer_to_an_order_is_asked_for_again_with_the_same_order_and_nothing_is_bought_twice()
    {
        var (store, broken) = (await AddStoreAsync(credits: 1), 2);
        Images.OnStep = (step, _) =>
        {
            if (step == "submitted" && broken-- > 0)
            {
                throw new HttpRequestException("The line broke after the order had arrived.");
            }
        };
        await StartBatchAsync(store);
        await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None);
        var row = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().SingleAsync());
        Assert.That((row.State, row.Attempt, row.Doubts), Is.EqualTo((GenerationState.Uncertain, 1, 1)));
        await DrainAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That(Images.Submitted.Values, Is.EqualTo(new[] { 3 }), "three times the same order");
            Assert.That(await ReadAsync(store.Id, context => context.Generations.Select(one => one.State).SingleAsync()), Is.EqualTo(GenerationState.Done));
        });
    }

    [Test]
    public async Task An_answer_that_stays_lost_costs_nothing()
    {
        var store = await AddStoreAsync(credits: 1);
        Images.OnStep = (step, _) => throw new HttpRequestException("Nobody is there.");
        var batchId = await StartBatchAsync(store);
        await DrainAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That(await StateAsync(store.Id, batchId), Is.EqualTo(BatchState.Failed));
            Assert.That(await ReadAsync(store.Id, context => context.Generations.Select(row => row.ErrorCode).SingleAsync()), Is.EqualTo("answer-lost"));
            Assert.That((await CheckLedgerAsync(store.Id)).Available, Is.EqualTo(1));
        });
    }

    [Test]
    public async Task A_provider_that_hangs_is_left_behind()
    {
        await using var worker = Build(services => services.AddSingleton(new StepLimits { Submit = TimeSpan.FromMilliseconds(50) }));
        var store = await AddStoreAsync(credits: 1);
        await StartBatchAsync(store);
        Images.OnWait = (_, _) => Task.Delay(Timeout.InfiniteTimeSpan, CancellationToken.None);
        await worker.GetServices<IBacklog>().OfType<GenerationBacklog>().Single().AdvanceNextAsync(store.Id, "worker", CancellationToken.None);
        Assert.That(await ReadAsync(store.Id, context => context.Generations.Select(row => row.State).SingleAsync()), Is.EqualTo(GenerationState.Uncertain));
    }

    [Test]
    public async Task A_provider_is_left_alone_as_long_as_it_asks()
    {
        var store = await AddStoreAsync(credits: 1);
        await StartBatchAsync(store);
        Images.OnStep = (_, _) => throw new ProviderException("rate-limited", "Too many at once.", retryable: true) { RetryAfter = TimeSpan.FromMinutes(7) };
        await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None);
        Assert.That(await ReadAsync(store.Id, context => context.Generations.Select(row => row.DueAt).SingleAsync()), Is.EqualTo(Clock.GetUtcNow() + TimeSpan.FromMinutes(7)));
    }

    private async Task<(TestStore Store, Guid BatchId)> StartGroupAsync()
    {
        var store = await AddStoreAsync(credits: Rows, products: Rows);
        Services.GetRequiredService<Pace>().Learn(store.Id, Rows, TimeSpan.Zero);
        return (store, await StartBatchAsync(store));
    }

    private Task<DateTimeOffset?> LeaseAsync(Guid storeId, CancellationToken stop) => ReadAsync(storeId, context => context.Generations.Select(row => row.LeaseUntil).SingleAsync(stop));

    private Task StealAsync(Guid storeId) => ReadAsync(storeId, context => context.Database.ExecuteSqlAsync(
        $"""
        update generations set lease_owner = 'thief' where store_id = {storeId} and row_number = 3 and lease_owner = 'worker'
        """));

    private Task<BatchState> StateAsync(Guid storeId, Guid batchId) =>
        ReadAsync(storeId, context => context.Batches.Where(batch => batch.Id == batchId).Select(batch => batch.State).SingleAsync());
}
