using System.Diagnostics;
using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Frame;
using Commerce.Media.Clips;

namespace Commerce.Benchmarks.Media;

/// <summary>A film of five clips in which one text changes: how many frames are encoded, and how long it takes beside encoding that clip alone.</summary>
internal sealed class OneOverlayBenchmark : Benchmark
{
    public override string Bench => "media";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var clips = await ClipSource.MakeAsync(world.Folder, 5, world.Quick ? 0.6 : 6, HouseProfile.Portrait, ct);
        var list = new CutList(HouseProfile.Portrait, [.. clips.Select(clip => new Cut(clip))]);
        var room = new CutRoom(Path.Combine(world.Folder, "pieces"));
        var target = Path.Combine(world.Folder, "film.mp4");
        await room.RenderAsync(list, target, null, ct);
        var (films, alone, frames) = (new List<double>(), new List<double>(), 0);
        for (var round = 0; round < 3; round++)
        {
            var cut = list.Cuts[2] with { Texts = [new ClipText($"Back in stock {round}", TextPlace.Bottom, TimeSpan.Zero)] };
            var watch = Stopwatch.StartNew();
            var made = await room.RenderAsync(list with { Cuts = [list.Cuts[0], list.Cuts[1], cut, list.Cuts[3], list.Cuts[4]] }, target, null, ct);
            films.Add(watch.Elapsed.TotalSeconds);
            frames = made.EncodedFrames;
            var empty = new CutRoom(Path.Combine(world.Folder, $"alone-{round}"));
            watch.Restart();
            await empty.RenderAsync(new CutList(HouseProfile.Portrait, [cut]), Path.Combine(world.Folder, "alone.mp4"), null, ct);
            alone.Add(watch.Elapsed.TotalSeconds);
        }

        await world.KeepAsync("one-overlay", new { films, alone }, ct);
        var (film, clip) = (films.Order().ElementAt(1), alone.Order().ElementAt(1));
        yield return Figure.AtMost(Bench, "one-overlay-frames-encoded", frames, "frames", world.Quick ? 18 : 180);
        yield return new Figure(Bench, "one-overlay-change", film, "s", Math.Round(clip * 1.2, 3), Math.Round(clip, 3), film <= clip * 1.2) { Note = "at most 1.2 × that clip made alone" };
    }
}
