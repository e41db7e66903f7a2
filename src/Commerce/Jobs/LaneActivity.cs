using Microsoft.Extensions.Options;

namespace Commerce.Jobs;

/// <summary>Which store each lane of this process works for at this moment.</summary>
public sealed class LaneActivity(IOptions<JobOptions> options, TimeProvider time)
{
    private readonly Guid?[] lanes = new Guid?[options.Value.WorkerThreads];

    /// <summary>The process's name in the cluster; no other ever has it.</summary>
    public string Worker { get; } = $"{Environment.MachineName}-{Guid.CreateVersion7(time.GetUtcNow()):N}";

    public DateTimeOffset StartedAt { get; } = time.GetUtcNow();

    public int Lanes => lanes.Length;

    /// <summary>One entry for each busy lane.</summary>
    public IReadOnlyList<Guid> Stores => [.. lanes.OfType<Guid>()];

    internal void Begin(int lane, Guid storeId) => lanes[lane] = storeId;

    internal void End(int lane) => lanes[lane] = null;
}
