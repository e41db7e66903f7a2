using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Operations;
using Commerce.Providers;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Operations;

/// <summary>Queues by store, the oldest due row, retries and stuck rows are told as the rows stand.</summary>
[Category("Database")]
public sealed class QueueFiguresTests : CoreFixture
{
    [SetUp]
    public async Task ResetAsync()
    {
        Images.Reset();
        await using var scope = Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Commerce.Data.CommerceContext>().StoreDirectory
            .ExecuteUpdateAsync(route => route.SetProperty(row => row.BacklogDueAt, (DateTimeOffset?)null));
    }

    [Test]
    public async Task Each_store_is_told_by_itself_the_one_whose_oldest_row_waits_longest_first()
    {
        var (first, began) = (await AddStoreAsync(credits: 2, products: 2), Clock.GetUtcNow());
        await StartBatchAsync(first);
        Clock.Advance(TimeSpan.FromMinutes(3));
        var second = await AddStoreAsync(credits: 1);
        await StartBatchAsync(second);
        Assert.That((await QueuesAsync()).Select(queue => (queue.StoreId, queue.Backlog, queue.Due, queue.Running, queue.Waiting, queue.Retried, queue.OldestDue)), Is.EqualTo(new[]
        {
            (first.Id, Commerce.Jobs.Backlog.Generations, 2, 0, 0, 0, (DateTimeOffset?)began),
            (second.Id, Commerce.Jobs.Backlog.Generations, 1, 0, 0, 0, (DateTimeOffset?)Clock.GetUtcNow()),
        }));
    }

    [Test]
    public async Task A_row_in_a_lane_one_between_retries_and_one_that_rests_are_told_apart()
    {
        var store = await AddStoreAsync(credits: 4, products: 4);
        await StartBatchAsync(store);
        await SetAsync(store.Id, 1, row => row.LeaseUntil, Clock.GetUtcNow().AddSeconds(10));
        await SetAsync(store.Id, 2, row => row.DueAt, Clock.GetUtcNow().AddMinutes(1));
        await ReadAsync(store.Id, context => context.Generations.Where(row => row.RowNumber == 2).ExecuteUpdateAsync(row => row.SetProperty(one => one.Attempt, 2)));
        await SetAsync(store.Id, 3, row => row.DueAt, Generation.Parked);
        var queue = (await QueuesAsync()).Single();
        Assert.That((queue.Due, queue.Running, queue.Waiting, queue.Parked, queue.Retried), Is.EqualTo((1, 1, 1, 1, 1)));
    }

    [Test]
    public async Task A_row_that_failed_once_is_told_as_retried_by_the_engine_itself()
    {
        var store = await AddStoreAsync(credits: 1);
        var answers = new Queue<TaskProgress>([new TaskProgress.Failed("busy", "Busy.", true), new TaskProgress.Running(TimeSpan.FromMinutes(5))]);
        Images.OnPoll = _ => answers.Dequeue();
        await StartBatchAsync(store);
        await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None);
        Clock.MoveTo((await Backlog.SettleAsync(store.Id, CancellationToken.None))!.Value);
        await Backlog.AdvanceNextAsync(store.Id, "worker", CancellationToken.None);
        var queue = (await QueuesAsync()).Single();
        Assert.That((queue.Retried, queue.Waiting, queue.Due, queue.OldestDue), Is.EqualTo((1, 1, 0, (DateTimeOffset?)null)));
    }

    [Test]
    public async Task Rows_that_hang_are_told_with_what_keeps_them_and_those_that_only_wait_are_not()
    {
        var store = await AddStoreAsync(credits: 5, products: 5);
        await StartBatchAsync(store);
        var (now, hung) = (Clock.GetUtcNow(), StuckRows.HangsAfter + TimeSpan.FromMinutes(1));
        for (var row = 1; row <= 4; row++)
        {
            await SetAsync(store.Id, row, one => one.StartedAt, now - hung - TimeSpan.FromMinutes(10 - row));
        }

        await SetAsync(store.Id, 1, row => row.LeaseUntil, now.AddSeconds(10));
        await SetAsync(store.Id, 2, row => row.DueAt, now.AddMinutes(20));
        await SetAsync(store.Id, 4, row => row.DueAt, Generation.Parked);
        await SetAsync(store.Id, 5, row => row.StartedAt, now - StuckRows.UncertainAfter);
        await ReadAsync(store.Id, context => context.Generations.Where(row => row.RowNumber == 5).ExecuteUpdateAsync(row => row.SetProperty(one => one.State, GenerationState.Uncertain)));
        var told = await OperateAsync<StuckRows, IReadOnlyList<StuckRow>>(stuck => stuck.ReadAsync(10, CancellationToken.None));
        Assert.That(told.Select(row => (row.RowNumber, row.Kind)), Is.EqualTo(new[]
        {
            (1, StuckKind.Held), (2, StuckKind.Waiting), (3, StuckKind.NotTaken), (5, StuckKind.Uncertain),
        }));
        Assert.That((await OperateAsync<StuckRows, IReadOnlyList<StuckRow>>(stuck => stuck.ReadAsync(2, CancellationToken.None))).Select(row => row.RowNumber), Is.EqualTo(new[] { 1, 2 }), "the longest first");
    }

    private Task<IReadOnlyList<StoreBacklog>> QueuesAsync() => OperateAsync<StoreBacklogs, IReadOnlyList<StoreBacklog>>(queues => queues.ReadAsync(CancellationToken.None));

    private async Task<T> OperateAsync<TPart, T>(Func<TPart, Task<T>> read)
        where TPart : notnull
    {
        await using var process = Build(services => services.AddOperations());
        await using var scope = process.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<TPart>());
    }

    private Task<int> SetAsync(Guid storeId, int number, System.Linq.Expressions.Expression<Func<Generation, DateTimeOffset?>> property, DateTimeOffset at) =>
        ReadAsync(storeId, context => context.Generations.Where(row => row.RowNumber == number).ExecuteUpdateAsync(row => row.SetProperty(property, (DateTimeOffset?)at)));
}
