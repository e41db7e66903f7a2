using System.Collections.Concurrent;
using Commerce.Jobs;

namespace Commerce.Catalogue;

/// <summary>
/// Has noted products read soon. The engine is asked once for all that is noted until then: a shop that edits a thousand
/// products sends a thousand notices in a breath.
/// </summary>
public sealed class ChangesAhead(StoreJobs jobs, TimeProvider time)
{
    /// <summary>How long notices gather before they are read.</summary>
    public static readonly TimeSpan Gathering = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Guid, DateTimeOffset> ahead = new();

    /// <summary>Call after a notice is on record; what reads it then begins later.</summary>
    public async Task AskAsync(Guid storeId, CancellationToken cancellationToken)
    {
        var at = time.GetUtcNow() + Gathering;
        if (ahead.TryGetValue(storeId, out var asked) && asked > time.GetUtcNow())
        {
            return;
        }

        await jobs.StartAtAsync<ProductChangesJob>(storeId, at, cancellationToken);
        ahead[storeId] = at;
    }
}
