using System.Buffers;

namespace Commerce.Media.Cutout;

/// <summary>
/// Pixels waiting for the water to reach their level, first come first served within a level. Each pixel waits only once, so one
/// borrowed array holds every queue: who comes after whom.
/// </summary>
internal sealed class LevelQueues : IDisposable
{
    private const int None = -1;
    private readonly int[] after;
    private readonly int[] first = new int[BarrierFlood.Levels];
    private readonly int[] last = new int[BarrierFlood.Levels];

    internal LevelQueues(int pixels)
    {
        after = ArrayPool<int>.Shared.Rent(pixels);
        Array.Fill(first, None);
    }

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<int>.Shared.Return(after);

    internal void Add(int pixel, int level)
    {
        after[pixel] = None;
        if (first[level] == None)
        {
            first[level] = pixel;
        }
        else
        {
            after[last[level]] = pixel;
        }
        last[level] = pixel;
    }

    internal bool TryTake(int level, out int pixel)
    {
        pixel = first[level];
        if (pixel == None)
        {
            return false;
        }
        first[level] = after[pixel];
        return true;
    }
}
