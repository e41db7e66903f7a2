using Commerce.Data;
using Commerce.Jobs;

namespace Commerce.Stores;

/// <summary>Has every store's access looked after each day.</summary>
public sealed class TokenRoundJob(CommerceContext data, StoreJobs jobs, TimeProvider time) : StoreRound<TokenCareJob>(data, jobs, time)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromDays(1);
}
