using Commerce.Data;
using Commerce.Jobs;

namespace Commerce.Batches;

/// <summary>The net under every store's own wake-up for recurring runs.</summary>
public sealed class BatchCareRoundJob(CommerceContext data, StoreJobs jobs, TimeProvider time) : StoreRound<BatchCareJob>(data, jobs, time)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(1);
}
