using System.Diagnostics;
using System.Runtime.CompilerServices;
using Commerce.Benchmarks.Frame;
using Commerce.Media.Video;
using Commerce.Media.Vips;

namespace Commerce.Benchmarks.Media;

/// <summary>
/// What each film style costs: processor seconds, ours and ffmpeg's and the voice's, for a second of 1080 × 1920 film; and how
/// long painting and coding take against the same ffmpeg command fed the same frames from a file.
/// </summary>
internal sealed class FilmsBenchmark : Benchmark
{
    private const double MostSeconds = 4;
    private const double MostRatio = 1.10;

    public override string Bench => "media";

    public override async IAsyncEnumerable<Figure> MeasureAsync(BenchWorld world, [EnumeratorCancellation] CancellationToken ct)
    {
        var source = Path.Combine(world.Folder, "film-source.png");
        await File.WriteAllBytesAsync(source, Drawn(), ct);
        foreach (var style in VideoComposer.Styles)
        {
            var order = Order(style, world.Quick ? 540 : 1080, world.Quick ? 960 : 1920);
            var before = Processor();
            var made = await VideoComposer.ComposeAsync(source, order, Path.Combine(world.Folder, style), cancellation: ct);
            yield return Figure.AtMost(Bench, $"film-{style}-processor", (Processor() - before) / made.Facts.Duration.TotalSeconds, "s per s of film", MostSeconds);

            var (ours, bare) = await WallAsync(source, Order(style, 540, 960), world.Folder, ct);
            yield return new Figure(Bench, $"film-{style}-wall", ours, "s", null, bare, ours <= bare * MostRatio)
            {
                Note = $"painting and coding at 540 × 960 against the same ffmpeg command fed the same frames from a file, goal {MostRatio} ×",
            };
        }
    }

    private static VideoOrder Order(string style, int width, int height) =>
        new(style, "Stoneware jug", "Kiln & Linen", "The pottery", ["#7a3b2e", "#d9b44a"], width, height, 5)
        {
            SellingPoints = ["Holds a litre", "Safe in the dishwasher", "Made of stoneware"],
            Price = PriceWords.Of(24, 30, "EUR"),
        };

    private static async Task<(double Ours, double Bare)> WallAsync(string source, VideoOrder order, string folder, CancellationToken ct)
    {
        var tools = FfmpegTools.Find();
        var (film, sound, _) = await VideoComposer.FilmAsync(source, order, ct);
        var (frames, wave, target) = (Path.Combine(folder, "frames.raw"), Path.Combine(folder, "sound.wav"), Path.Combine(folder, "bare.mp4"));
        await File.WriteAllBytesAsync(wave, sound.ToWave(), ct);
        await using (var kept = File.Create(frames))
        {
            await FilmEncoder.FeedAsync(film, kept, null, ct);
        }
        var arguments = FilmEncoder.Arguments(film, order, wave, target);
        var (ours, bare) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < 3; turn++)
        {
            ours.Add(await TimeAsync(() => FfmpegProcess.RunAsync(tools.Ffmpeg, arguments, FfmpegLimits.Encoding, (stream, token) => FilmEncoder.FeedAsync(film, stream, null, token), ct)));
            bare.Add(await TimeAsync(() => FfmpegProcess.RunAsync(tools.Ffmpeg, arguments, FfmpegLimits.Encoding, async (stream, token) =>
            {
                await using var kept = File.OpenRead(frames);
                await kept.CopyToAsync(stream, 1 << 20, token);
            }, ct)));
        }
        File.Delete(frames);
        return (ours.Min(), bare.Min());
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var began = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    private static byte[] Drawn()
    {
        using var drawn = VipsImage.FromSvg("""
            <svg xmlns='http://www.w3.org/2000/svg' width='1200' height='1200'><rect width='1200' height='1200' fill='#f4f2ee'/>
            <path d='M420 270H780L840 990H360Z' fill='#274a63'/><rect x='420' y='450' width='360' height='180' fill='#e0b252'/></svg>
            """);
        return drawn.ToPng();
    }

    /// <summary>Processor seconds of this process and of the children that have ended, in the kernel's steps of a hundredth.</summary>
    private static double Processor()
    {
        var status = File.ReadAllText("/proc/self/stat");
        var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
        return fields[11..15].Sum(double.Parse) / 100;
    }
}
