using System.Globalization;

namespace Commerce.Benchmarks.Batch;

/// <summary>What one download cost.</summary>
internal sealed record Taken(double FirstByteSeconds, double Seconds, long Bytes, double BaselineMegabytes, double PeakMegabytes);

/// <summary>Takes a file from an app and watches how much memory the app's process holds meanwhile.</summary>
internal sealed class ZipDownload(HttpClient client, int processId, TimeProvider time)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(20);

    /// <param name="nap">How long the reader rests after the first megabyte.</param>
    public async Task<Taken> TakeAsync(string address, Stream target, TimeSpan? nap, CancellationToken ct)
    {
        var baseline = Resident();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var peak = WatchAsync(baseline, stop.Token);
        var began = time.GetTimestamp();
        using var answer = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct);
        answer.EnsureSuccessStatusCode();
        await using var content = await answer.Content.ReadAsStreamAsync(ct);
        var buffer = new byte[128 * 1024];
        var (first, bytes, rested) = (0.0, 0L, nap is null);
        for (var read = await content.ReadAsync(buffer, ct); read > 0; read = await content.ReadAsync(buffer, ct))
        {
            first = bytes == 0 ? time.GetElapsedTime(began).TotalSeconds : first;
            await target.WriteAsync(buffer.AsMemory(0, read), ct);
            bytes += read;
            if (!rested && bytes > 1_000_000)
            {
                await Task.Delay(nap!.Value, time, ct);
                rested = true;
            }
        }

        var seconds = time.GetElapsedTime(began).TotalSeconds;
        await stop.CancelAsync();
        return new Taken(first, seconds, bytes, baseline, await peak);
    }

    private async Task<double> WatchAsync(double peak, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            peak = Math.Max(peak, Resident());
            await Task.Delay(Glance, time, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return peak;
    }

    private double Resident()
    {
        var line = File.ReadLines($"/proc/{processId}/status").First(text => text.StartsWith("VmRSS:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
