using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Brand;

/// <summary>
/// The net under a reading whose job was lost: by a worker that was asked to stop, which the engine counts as an ended job,
/// or by a process that died between writing the row and starting the job.
/// </summary>
public sealed class ReadingBacklog(StoreWork work, StoreJobs jobs, TimeProvider time) : IBacklog
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>Readings have a job of their own, so that a slow website holds up no lane.</summary>
    public Task<bool> AdvanceNextAsync(Guid storeId, string worker, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <summary>Starts the job of a reading that has not ended; one that runs already finds nothing left to do afterwards.</summary>
    public async Task<DateTimeOffset?> SettleAsync(Guid storeId, CancellationToken cancellationToken)
    {
        var active = await work.RunAsync(storeId, services => services.GetRequiredService<CommerceContext>().BrandReadings
            .AnyAsync(reading => reading.State == ReadingState.Queued || reading.State == ReadingState.Running, cancellationToken));
        if (!active)
        {
            return null;
        }

        await jobs.StartAsync<BrandReadJob>(storeId, cancellationToken);
        return time.GetUtcNow() + Interval;
    }
}
