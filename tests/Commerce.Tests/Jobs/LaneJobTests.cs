using System.Reflection;
using Commerce.Jobs;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;

namespace Commerce.Tests.Jobs;

[Category("Database")]
public sealed class LaneJobTests : CoreFixture
{
    [Test]
    public async Task Work_that_comes_due_while_a_lane_settles_is_not_forgotten()
    {
        var store = await AddStoreAsync(products: 0);
        await MarkAsync(store.Id);
        var due = await DueAsync(store.Id);
        Clock.MoveTo(Clock.GetUtcNow() + TimeSpan.FromSeconds(1));

        await RunLaneAsync(store.Id, new EmptyBacklog(whileSettling: () => MarkAsync(store.Id)));

        Assert.That(await DueAsync(store.Id), Is.GreaterThan(due!.Value));
    }

    [Test]
    public async Task A_store_without_due_rows_is_left_alone_by_the_sweep()
    {
        var store = await AddStoreAsync(products: 0);
        await MarkAsync(store.Id);

        await RunLaneAsync(store.Id, new EmptyBacklog(() => Task.CompletedTask));

        Assert.That(await DueAsync(store.Id), Is.Null);
    }

    private async Task RunLaneAsync(Guid storeId, IBacklog backlog)
    {
        var lane = new LaneJob([backlog], Work, Services.GetRequiredService<StoreJobs>(), Services.GetRequiredService<IOptions<JobOptions>>(), Clock);
        await lane.Execute(Firing.Of(storeId), CancellationToken.None);
    }

    private Task MarkAsync(Guid storeId) => Work.RunAsync(storeId, scope => scope.GetRequiredService<Wake>().MarkAsync(storeId, CancellationToken.None));

    private Task<DateTimeOffset?> DueAsync(Guid storeId) => ReadAsync(
        storeId, context => context.StoreDirectory.Where(route => route.StoreId == storeId).Select(route => route.BacklogDueAt).SingleAsync());

    private sealed class EmptyBacklog(Func<Task> whileSettling) : IBacklog
    {
        public Task<bool> AdvanceNextAsync(Guid storeId, string worker, CancellationToken cancellationToken) => Task.FromResult(false);

        public async Task<DateTimeOffset?> SettleAsync(Guid storeId, CancellationToken cancellationToken)
        {
            await whileSettling();
            return null;
        }
    }

    /// <summary>What the engine hands to a lane: its store, its number and the firing's name.</summary>
    public class Firing : DispatchProxy
    {
        private readonly JobDataMap data = [];

        public static IJobExecutionContext Of(Guid storeId)
        {
            var context = Create<IJobExecutionContext, Firing>();
            ((Firing)(object)context).data["store"] = storeId.ToString();
            ((Firing)(object)context).data["lane"] = "0";
            return context;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
        {
            "get_MergedJobDataMap" => data,
            "get_FireInstanceId" => "firing",
            var other => throw new NotSupportedException(other),
        };
    }
}
