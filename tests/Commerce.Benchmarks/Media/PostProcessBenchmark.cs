using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Frame;
using Commerce.Media.Probe;

namespace Commerce.Benchmarks.Media;

/// <summary>A photograph of 2725 × 2225 pixels as a JPEG of 720 × 588 at quality 80, against sharp.</summary>
internal sealed class PostProcessBenchmark : Benchmark
{
    public override string Bench => "media";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var path = Path.Combine(world.Folder, "post-process.jpg");
        await File.WriteAllBytesAsync(path, BenchPictures.Photo(2725, 2225), ct);
        var bytes = await File.ReadAllBytesAsync(path, ct);
        var (count, rounds) = world.Quick ? (20, 2) : (120, 5);
        var (ours, theirs, peer) = await new AgainstSharp(world, path, null, Make).RunAsync(SharpPeer.Of("post-process", (string?)null), count, rounds, ct);
        yield return Figure.AgainstPeer(Bench, "post-process", ours, "pictures/s", theirs, $"{peer}, the best of its settings here; same size, quality and chroma; medians of {rounds} rounds in turns");

        IReadOnlyList<byte[]> Make()
        {
            using var picture = PictureIngest.ReadWithin(bytes, 720);
            return [picture.ToJpeg(80, fineColour: false)];
        }
    }
}
