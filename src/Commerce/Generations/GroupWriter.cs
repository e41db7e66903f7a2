using Npgsql;
using Commerce.Jobs;

namespace Commerce.Generations;

/// <summary>
/// Where the rows of a group meet to be written. A change waits until every row that still runs waits as well, or a few
/// milliseconds, and all of them go into one transaction. To each row it looks as if it were written by itself.
/// </summary>
internal sealed class GroupWriter(Func<IReadOnlyList<RowMove>, Task<HashSet<Guid>>> write, int rows, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(5);

    private readonly Lock gate = new();
    private List<Waiting> waiting = [];
    private int running = rows;

    /// <summary>Returns when the change is committed.</summary>
    /// <exception cref="LostLeaseException">The row is not in the expected state or not ours any more; nothing was written.</exception>
    /// <exception cref="RefusedRowException">The database does not take what the row holds; nothing was written.</exception>
    public Task WriteAsync(RowMove move)
    {
        var one = new Waiting(move, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        bool first;
        lock (gate)
        {
            waiting.Add(one);
            first = waiting.Count == 1;
        }

        if (!FlushWhenAllWait() && first)
        {
            _ = FlushSoonAsync();
        }

        return one.Written.Task;
    }

    /// <summary>The row runs no more, so that nobody waits for it.</summary>
    public void Leave()
    {
        lock (gate)
        {
            running--;
        }

        FlushWhenAllWait();
    }

    private bool FlushWhenAllWait()
    {
        List<Waiting> all;
        lock (gate)
        {
            if (waiting.Count == 0 || waiting.Count < running)
            {
                return false;
            }

            (all, waiting) = (waiting, []);
        }

        _ = FlushAsync(all);
        return true;
    }

    private async Task FlushSoonAsync()
    {
        await Task.Delay(Patience, time);
        List<Waiting> some;
        lock (gate)
        {
            (some, waiting) = (waiting, []);
        }

        if (some.Count > 0)
        {
            await FlushAsync(some);
        }
    }

    private async Task FlushAsync(List<Waiting> all)
    {
        try
        {
            var moved = await write([.. all.Select(one => one.Move)]);
            foreach (var one in all)
            {
                one.End(moved.Contains(one.Move.Row.Id) ? null : new LostLeaseException());
            }
        }
        catch (PostgresException error) when (IsRefusal(error))
        {
            // One row's content is refused and takes the others down with it: each is written by itself, so that only that one fails.
            if (all is [var only])
            {
                only.End(new RefusedRowException(error));
                return;
            }

            foreach (var one in all)
            {
                await FlushAsync([one]);
            }
        }
        catch (Exception error)
        {
            all.ForEach(one => one.End(error));
        }
    }

    // Data exceptions and violated constraints: the same write would be refused again.
    private static bool IsRefusal(PostgresException error) =>
        error.SqlState.StartsWith("22", StringComparison.Ordinal) || error.SqlState.StartsWith("23", StringComparison.Ordinal);

    private sealed record Waiting(RowMove Move, TaskCompletionSource Written)
    {
        public void End(Exception? error)
        {
            if (error is null)
            {
                Written.SetResult();
                return;
            }

            Written.SetException(error);
        }
    }
}
