using System.Globalization;
using Commerce.Data;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;

namespace Commerce.Jobs;

/// <summary>
/// One worker's turn on one store's backlog: advances due rows until none is due or its budget is spent, then schedules
/// itself for the next due time. A paused store's rows stay as they are. Which row it works on is decided by the database, so any number of lanes may run.
/// </summary>
public sealed class LaneJob(IEnumerable<IBacklog> backlogs, StoreWork work, StoreJobs jobs, IOptions<JobOptions> options, TimeProvider time) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var storeId = Guid.Parse(context.MergedJobDataMap.GetString(StoreJobs.StoreKey)!);
        var lane = int.Parse(context.MergedJobDataMap.GetString(StoreJobs.LaneKey)!, CultureInfo.InvariantCulture);
        var until = time.GetUtcNow() + TimeSpan.FromSeconds(options.Value.LaneBudgetSeconds);
        var worker = context.FireInstanceId;
        var advanced = true;
        while (advanced && time.GetUtcNow() < until)
        {
            // Asked before each row: a shop that closes meanwhile is asked for one row, not for all of them. The due time
            // stays marked, and whoever lets the store go on wakes the lanes.
            if (await work.RunAsync(storeId, services => Route(services, storeId).AnyAsync(route => route.Paused, cancellationToken)))
            {
                return;
            }

            advanced = false;
            foreach (var backlog in backlogs)
            {
                cancellationToken.ThrowIfCancellationRequested();
                advanced |= await backlog.AdvanceNextAsync(storeId, worker, cancellationToken);
            }
        }

        await ScheduleNextAsync(storeId, lane, cancellationToken);
    }

    private async Task ScheduleNextAsync(Guid storeId, int lane, CancellationToken cancellationToken)
    {
        var marked = await work.RunAsync(storeId, services => Route(services, storeId).Select(route => route.BacklogDueAt).SingleAsync(cancellationToken));
        DateTimeOffset? next = null;
        foreach (var backlog in backlogs)
        {
            var due = await backlog.SettleAsync(storeId, cancellationToken);
            next = next is null || due < next ? due ?? next : next;
        }

        // Written after settling: a crash before this line leaves the old due time, and the sweep wakes the store again.
        // Rows that came due after settling looked have marked the store anew; that mark stays, whoever made it dies.
        await work.RunAsync(storeId, services => Route(services, storeId)
            .Where(route => route.BacklogDueAt == marked)
            .ExecuteUpdateAsync(route => route.SetProperty(row => row.BacklogDueAt, next), cancellationToken));
        if (next is { } at)
        {
            await jobs.ContinueLaneAsync(storeId, lane, at, cancellationToken);
        }
    }

    private static IQueryable<StoreRoute> Route(IServiceProvider services, Guid storeId) =>
        services.GetRequiredService<CommerceContext>().StoreDirectory.Where(route => route.StoreId == storeId);
}
