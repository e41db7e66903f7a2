namespace Commerce.Brand.Reading;

/// <summary>Lets one request at a time through to each host, with a pause between them, across all readings of this process.</summary>
public sealed class HostTurns(TimeProvider time)
{
    private const int Remembered = 1_000;
    private readonly Dictionary<string, Turn> turns = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock gate = new();

    /// <summary>Waits for the host's turn; dispose the result when the answer has been read. The delay counts from the end of the previous request.</summary>
    public async Task<IDisposable> TakeAsync(string host, TimeSpan delay, CancellationToken ct)
    {
        var turn = Join(host);
        try
        {
            await turn.Semaphore.WaitAsync(ct);
        }
        catch
        {
            Leave(turn);
            throw;
        }

        try
        {
            var wait = turn.EndedAt is { } ended ? delay - time.GetElapsedTime(ended) : TimeSpan.Zero;
            if (wait > TimeSpan.Zero)
            {
                await Task.Delay(wait, time, ct);
            }

            return new Lease(this, turn);
        }
        catch
        {
            turn.Semaphore.Release();
            Leave(turn);
            throw;
        }
    }

    private Turn Join(string host)
    {
        lock (gate)
        {
            if (!turns.TryGetValue(host, out var turn))
            {
                ForgetIdle();
                turns[host] = turn = new Turn();
            }

            turn.Users++;
            return turn;
        }
    }

    private void Leave(Turn turn)
    {
        lock (gate)
        {
            turn.Users--;
        }
    }

    private void ForgetIdle()
    {
        if (turns.Count < Remembered)
        {
            return;
        }

        foreach (var (host, _) in turns.Where(entry => entry.Value.Users == 0).ToList())
        {
            turns.Remove(host);
        }
    }

    private void End(Turn turn)
    {
        turn.EndedAt = time.GetTimestamp();
        turn.Semaphore.Release();
        Leave(turn);
    }

    private sealed class Turn
    {
        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        public long? EndedAt { get; set; }

        public int Users { get; set; }
    }

    private sealed class Lease(HostTurns owner, Turn turn) : IDisposable
    {
        private bool ended;

        public void Dispose()
        {
            if (!ended)
            {
                ended = true;
                owner.End(turn);
            }
        }
    }
}
