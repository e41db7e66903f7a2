using Commerce.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Commerce.Jobs;

/// <summary>Tells the engine that a store has rows due now.</summary>
public sealed class Wake(CommerceContext context, StoreJobs jobs, IOptions<JobOptions> options, TimeProvider time)
{
    /// <summary>Call inside the transaction that makes rows due: the mark commits with them and the sweep finds it.</summary>
    public Task MarkAsync(Guid storeId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return context.StoreDirectory.Where(route => route.StoreId == storeId)
            .ExecuteUpdateAsync(route => route.SetProperty(row => row.BacklogDueAt, now), cancellationToken);
    }

    /// <summary>Call after the commit, so that lanes need not wait for the sweep.</summary>
    public Task NowAsync(Guid storeId, CancellationToken cancellationToken) =>
        jobs.WakeLanesAsync(storeId, options.Value.LanesPerStore, cancellationToken);
}
