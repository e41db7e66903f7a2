using Commerce.Data;
using Commerce.Jobs;

namespace Commerce.Credits;

/// <summary>Has every store's ledger added up.</summary>
public sealed class LedgerRoundJob(CommerceContext data, StoreJobs jobs, TimeProvider time) : StoreRound<LedgerCheckJob>(data, jobs, time)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(1);
}
