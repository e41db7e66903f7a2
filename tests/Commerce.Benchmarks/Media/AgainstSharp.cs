using System.Diagnostics;
using Commerce.Benchmarks.Frame;
using Commerce.Media.Probe;
using Commerce.Media.Vips;
using Commerce.Workbench;

namespace Commerce.Benchmarks.Media;

/// <summary>
/// One task by us and by sharp in turns on the same file. sharp runs in whichever of its settings did best in a short trial;
/// we make two pictures side by side, one thread each. Files that differ more than two encoders' rounding void the figure.
/// </summary>
internal sealed class AgainstSharp(BenchWorld world, string source, string? packet, Func<IReadOnlyList<byte[]>> ours)
{
    private const int SideBySide = 2;
    private const double MostDifference = 2.5;
    private const double MostSize = 1.06;

    /// <summary>Medians of all rounds in pictures a second, and the setting sharp ran in.</summary>
    public async Task<(double Ours, double Theirs, SharpPeer Peer)> RunAsync(IReadOnlyList<SharpPeer> peers, int count, int rounds, CancellationToken ct)
    {
        VipsLibrary.UseThreads(1);
        var output = Path.Combine(world.Folder, peers[0].Task);
        var trials = new List<(SharpPeer Peer, double Rate)>();
        foreach (var peer in peers)
        {
            trials.Add((peer, await peer.RunAsync(world, source, output, packet, Math.Max(2, count / 3), ct)));
        }
        var best = trials.MaxBy(trial => trial.Rate).Peer;
        var made = ours();
        var (mine, theirs) = (new List<double>(), new List<double>());
        for (var round = 0; round < rounds; round++)
        {
            mine.Add(Rate(count));
            theirs.Add(await best.RunAsync(world, source, output, packet, count, ct));
        }
        for (var file = 0; file < made.Count; file++)
        {
            Compare(made[file], await File.ReadAllBytesAsync($"{output}-{file}", ct));
        }
        VipsLibrary.UseThreads(2);
        await world.KeepAsync($"against-{peers[0].Task}", new { trials = trials.Select(trial => new { peer = $"{trial.Peer}", trial.Rate }), ours = mine, theirs }, ct);
        return (Middle(mine), Middle(theirs), best);
    }

    private double Rate(int count)
    {
        var began = Stopwatch.GetTimestamp();
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = SideBySide }, _ => ours());
        return count / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static void Compare(byte[] ours, byte[] theirs)
    {
        using var one = PictureIngest.Read(ours);
        using var two = PictureIngest.Read(theirs);
        if (one.Width != two.Width || one.Height != two.Height)
        {
            throw new ProblemException($"Ours is {one.Width} × {one.Height}, sharp's {two.Width} × {two.Height} pixels: nothing to compare.");
        }
        var (mine, other) = (one.ToBytes(), two.ToBytes());
        var difference = mine.Zip(other, (left, right) => Math.Abs(left - right)).Average();
        var size = (double)Math.Max(ours.Length, theirs.Length) / Math.Min(ours.Length, theirs.Length);
        if (difference > MostDifference || size > MostSize)
        {
            throw new ProblemException($"The files are not the same work: pixels differ by {difference:0.00} of 255 on average, sizes are {ours.Length} and {theirs.Length} bytes.");
        }
    }

    private static double Middle(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
