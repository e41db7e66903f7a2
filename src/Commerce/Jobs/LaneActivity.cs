using Microsoft.Extensions.Options;

namespace Commerce.Jobs;

/// <summary>Which store each lane of this process works for at this moment.</summary>
public sealed class LaneActivity(IOptions<JobOptions> options, TimeProvider time)
{
    /// <summary>Number of the lane that serves only stores no other lane of this process works for; the others count from 0.</summary>
    internal const int Newcomers = -1;

    private readonly Guid?[] lanes = new Guid?[options.Value.WorkerThreads];
    private Guid? newcomer;

    /// <summary>The process's name in the cluster; no other ever has it.</summary>
    public string Worker { get; } = $"{Environment.MachineName}-{Guid.CreateVersion7(time.GetUtcNow()):N}";

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    /// <summary>Lanes that are there for every store; the one for newcomers is not among them.</summary>
    public int Lanes => lanes.Length;

    /// <summary>One entry for each busy lane that is there for every store.</summary>
    public IReadOnlyList<Guid> Stores => [.. lanes.OfType<Guid>()];

    /// <summary>The store that has the lane for newcomers.</summary>
    public Guid? Newcomer => newcomer;

    internal void Begin(int lane, Guid storeId) => Of(lane) = storeId;

    internal void End(int lane) => Of(lane) = null;

    private ref Guid? Of(int lane) => ref lane == Newcomers ? ref newcomer : ref lanes[lane];
}
