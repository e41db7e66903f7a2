using Commerce.Data;
using Commerce.Jobs;

namespace Commerce.Billing;

/// <summary>Has every store's billing looked over; a store asks Shopify only when its own look is due.</summary>
public sealed class BillingRoundJob(CommerceContext data, StoreJobs jobs, TimeProvider time) : StoreRound<BillingCheckJob>(data, jobs, time)
{
    internal static readonly TimeSpan Interval = TimeSpan.FromHours(1);
}
