using Commerce.Data;
using Commerce.Jobs;

namespace Commerce.Catalogue;

/// <summary>Has every store's catalogue reconciled each night, spread over some hours.</summary>
public sealed class ReconciliationRoundJob(CommerceContext data, StoreJobs jobs, TimeProvider time) : StoreRound<ReconciliationJob>(data, jobs, time)
{
    internal const string EachNight = "0 0 2 * * ?";

    private const int SpreadMinutes = 180;

    // The last bytes of an id are random and stay the same, so each store has its own minute.
    protected override TimeSpan DelayOf(Guid storeId) => TimeSpan.FromMinutes(BitConverter.ToUInt16(storeId.ToByteArray(), 14) % SpreadMinutes);
}
