using System.Collections.Concurrent;

namespace Commerce.Generations;

/// <summary>
/// How many rows fill a short turn, learnt from each store's last ones: one while a row takes its time, hundreds while rows
/// fly. Short turns are what makes the round between stores fair, large groups what makes it fast.
/// </summary>
public sealed class Pace
{
    private const int Most = 128;

    // A turn of one row already waits for the disk several times, which a loaded machine makes a tenth of a second: what is
    // called short must leave room above that, or a group would never grow.
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Long = TimeSpan.FromMilliseconds(750);

    private readonly ConcurrentDictionary<Guid, int> sizes = new();

    /// <summary>Rows to take in one turn.</summary>
    public int Of(Guid storeId) => sizes.GetValueOrDefault(storeId, 1);

    /// <param name="taken">Rows of the turn.</param>
    /// <param name="took">How long it was.</param>
    public void Learn(Guid storeId, int taken, TimeSpan took)
    {
        if (took > Long)
        {
            sizes[storeId] = Math.Max(1, taken / 2);
        }
        else if (took < Short && taken >= Of(storeId))
        {
            sizes[storeId] = Math.Min(Most, taken * 2);
        }
    }

    /// <summary>Nothing of the store is left to do.</summary>
    public void Forget(Guid storeId) => sizes.TryRemove(storeId, out _);
}
