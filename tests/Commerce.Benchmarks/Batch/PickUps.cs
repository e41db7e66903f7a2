using Commerce.Benchmarks.Frame;

namespace Commerce.Benchmarks.Batch;

/// <summary>Samples of how long single rows wait to be claimed.</summary>
internal static class PickUps
{
    /// <summary>Adds a row, wakes its store and waits until it was claimed; so often. Between two the worker becomes idle again.</summary>
    public static async Task<List<double>> SampleAsync(BenchStore store, Func<Task> wake, int samples, BenchWorld world, CancellationToken ct)
    {
        var (waits, pauses) = (new List<double>(samples), new Random(samples));
        for (var sample = 0; sample < samples; sample++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(pauses.Next(50, 250)), world.Time, ct);
            var batch = await store.AddBatchAsync(1, ct);
            var due = world.Time.GetUtcNow();
            await wake();
            waits.Add((await StartedAsync(store, batch, world, ct) - due).TotalMilliseconds);

            // One row at a time: what is measured is how long a row waits for others, not for the one before it.
            while (await store.OpenAsync(ct) > 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), world.Time, ct);
            }
        }

        return waits;
    }

    /// <summary>The sample below which this share of them lies.</summary>
    public static double At(IReadOnlyCollection<double> waits, double share) => waits.Order().ElementAt((int)(waits.Count * share));

    private static async Task<DateTimeOffset> StartedAsync(BenchStore store, Guid batch, BenchWorld world, CancellationToken ct)
    {
        while (true)
        {
            if (await store.StartedAsync(batch, ct) is { } at)
            {
                return at;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), world.Time, ct);
        }
    }
}
