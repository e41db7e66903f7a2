using System.Diagnostics;
using System.Runtime.Intrinsics;
using System.Security.Cryptography;
using Commerce.Media.Cutout;
using Commerce.Media.Provenance;
using Commerce.Media.Tests.Video.Sound;
using Commerce.Media.Video;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Video;

public sealed class VideoComposerTests
{
    private FilmSource source = null!;

    [SetUp]
    public void Open() => source = new FilmSource();

    [TearDown]
    public void Close() => source.Delete();

    [TestCaseSource(nameof(AllStyles))]
    public async Task Makes_the_same_bytes_from_the_same_order_twice_within_six_to_thirty_seconds(string style)
    {
        var first = await Make(FilmSource.Order(style, 240, 240), "one");
        var second = await Make(FilmSource.Order(style, 240, 240), "two");
        Assert.Multiple(() =>
        {
            Assert.That(Hash(second.Path), Is.EqualTo(Hash(first.Path)));
            Assert.That(Hash(second.PosterPath), Is.EqualTo(Hash(first.PosterPath)));
            Assert.That(first.Facts.Duration.TotalSeconds, Is.InRange(5.99, 30.05));
            Assert.That(first.Description, Does.StartWith(style));
        });
    }

    [Test]
    public async Task Another_seed_makes_another_film()
    {
        var one = await Make(FilmSource.Order("scene-integration", seed: 0), "one");
        var two = await Make(FilmSource.Order("scene-integration", seed: 1), "two");
        Assert.That(Hash(one.Path), Is.Not.EqualTo(Hash(two.Path)));
    }

    [TestCase("scene-integration", 240, 426)]
    [TestCase("brand-film", 426, 240)]
    [TestCase("spoken-script", 240, 426)]
    [TestCase("comparison", 426, 240)]
    [TestCase("narrative", 240, 426)]
    [TestCase("showcase-360", 240, 240)]
    [TestCase("unboxing", 240, 426)]
    [TestCase("how-to", 426, 240)]
    [TestCase("limited-offer", 240, 426)]
    public async Task Comes_in_the_size_and_coding_ordered_with_product_and_source_mark_intact(string style, int width, int height)
    {
        var made = await Make(FilmSource.Order(style, width, height), "out");
        Assert.Multiple(() =>
        {
            Assert.That((made.Facts.Width, made.Facts.Height), Is.EqualTo((width, height)));
            Assert.That((made.Facts.Codec, made.Facts.PixelFormat, made.Facts.HasAudio, made.Facts.FrameRate), Is.EqualTo(("h264", "yuv420p", true, 30.0)));
            Assert.That(made.Facts.Bytes, Is.LessThan(12_000_000).And.EqualTo(new FileInfo(made.Path).Length));
            Assert.That(made.Facts.SourceType, Is.EqualTo(SourceType.CompositeSynthetic));
            Assert.That(SourceTypeMark.Read(File.ReadAllBytes(made.PosterPath)), Is.EqualTo(SourceType.CompositeSynthetic));
            Assert.That(made.Fidelity, Is.GreaterThan(0.9));
            Assert.That(made.Kind, Is.EqualTo(CutoutKind.Plain));
            Assert.That(Directory.GetFiles(source.At("out")), Has.Length.EqualTo(2), "the film and its poster, nothing else");
            Assert.That(made.Captions.All(caption => caption.End > caption.Start && caption.End <= made.Facts.Duration), Is.True);
        });
        var (loudness, peak) = await SoundMeter.ReadAsync(made.Path);
        Assert.That(loudness, Is.EqualTo(-14).Within(0.5), "LUFS");
        Assert.That(peak, Is.LessThanOrEqualTo(-1), "dB, true peak");
    }

    [Test]
    public async Task Plays_from_the_first_bytes_on()
    {
        var made = await Make(FilmSource.Order("brand-film", 240, 240), "out");
        var bytes = File.ReadAllBytes(made.Path).AsSpan();
        Assert.That(bytes.IndexOf("moov"u8), Is.LessThan(bytes.IndexOf("mdat"u8)), "the index comes first");
    }

    [TestCaseSource(nameof(AllStyles))]
    public async Task Shows_a_picture_without_a_plain_ground_as_a_card(string style)
    {
        var random = new Random(3);
        var noise = new byte[60 * 60 * 3];
        random.NextBytes(noise);
        using var small = VipsImage.FromBytes(noise, 60, 60, 3);
        using var large = small.ResizeTo(400, 400, "nearest");
        using var named = large.Interpreted("srgb");
        var (film, _, kind) = await VideoComposer.FilmAsync(source.Holding("scene.png", named.ToPng()), FilmSource.Order(style, 240, 240), CancellationToken.None);
        Assert.That(kind, Is.EqualTo(CutoutKind.Framed));
        Assert.That(Shown(film.ProductAlone()), Is.GreaterThan(0.05));
    }

    [TestCase("scene-integration")]
    [TestCase("brand-film")]
    public async Task Leaves_no_process_and_no_file_behind_when_cancelled(string style)
    {
        using var stop = new CancellationTokenSource();
        var before = Children();
        var making = VideoComposer.ComposeAsync(source.Picture(), FilmSource.Order(style, 1080, 1080), source.Output, null, null, stop.Token);
        var partial = Path.Combine(source.Output, "video.mp4.partial");
        while (!File.Exists(partial) && !making.IsCompleted)
        {
            await Task.Delay(10);
        }
        var seen = !making.IsCompleted;
        await stop.CancelAsync();
        Assert.That(async () => await making, Throws.InstanceOf<OperationCanceledException>());
        Assert.Multiple(() =>
        {
            Assert.That(seen, Is.True, "the encoder was at work when it was cancelled");
            Assert.That(Children().Except(before), Is.Empty);
            Assert.That(Directory.GetFiles(source.Output), Is.Empty);
        });
    }

    [Test]
    public void Says_what_to_install_when_ffmpeg_is_missing() => Assert.That(
        () => FfmpegTools.Find(source.At("ffmpeg")),
        Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("ffmpeg-missing").And.Message.Contains("Install the package ffmpeg"));

    [TestCase("hologram", 240, 240, "style-unknown")]
    [TestCase("brand-film", 241, 240, "size-unsupported")]
    [TestCase("brand-film", 240, 4000, "size-unsupported")]
    [TestCase("scene-integration", 0, -2, "size-unsupported")]
    public void Refuses_orders_it_cannot_fill(string style, int width, int height, string code) => Assert.That(
        async () => await VideoComposer.ComposeAsync(source.Picture(), FilmSource.Order(style, width, height), source.Output),
        Throws.TypeOf<MediaException>().With.Property("Code").EqualTo(code));

    [Test]
    public async Task Words_from_a_shop_stay_words()
    {
        var order = FilmSource.Order("brand-film", 240, 240) with { Title = "-vf drawtext <b>& 'jug'\n" + new string('x', 500), Vendor = "  ", StoreName = null };
        var made = await Make(order, "out");
        Assert.That(made.Facts.SourceType, Is.EqualTo(SourceType.CompositeSynthetic));
    }

    [TestCase("comparison", "comparison-needs-two")]
    [TestCase("how-to", "how-to-needs-steps")]
    [TestCase("limited-offer", "offer-missing")]
    public void Says_what_a_style_needs_before_anything_is_made(string style, string code) => Assert.That(
        async () => await Make(FilmSource.Order(style) with { SellingPoints = ["One fact"], Price = PriceWords.Of(24, 24, "EUR") }, "out"),
        Throws.TypeOf<MediaException>().With.Property("Code").EqualTo(code));

    [Test]
    public async Task Writes_a_web_video_when_asked()
    {
        var made = await Make(FilmSource.Order("limited-offer", 240, 240) with { Format = VideoFormat.WebM }, "out");
        Assert.Multiple(() =>
        {
            Assert.That((Path.GetFileName(made.Path), made.Facts.Codec, made.Facts.HasAudio), Is.EqualTo(("video.webm", "vp9", true)));
            Assert.That(made.Facts.SourceType, Is.EqualTo(SourceType.CompositeSynthetic));
            Assert.That(made.Fidelity, Is.GreaterThan(0.9));
        });
    }

    [Test]
    public async Task Tells_how_far_it_is_and_ends_at_all()
    {
        var told = new Told();
        await VideoComposer.ComposeAsync(source.Picture(), FilmSource.Order("brand-film", 240, 240), source.Output, null, told);
        Assert.That(told.Shares, Is.Ordered.And.Count.EqualTo(180));
        Assert.That(told.Shares[^1], Is.EqualTo(1));
    }

    [TestCase(6)]
    [TestCase(12)]
    public async Task Is_as_long_as_wished(double seconds)
    {
        var made = await Make(FilmSource.Order("brand-film", 240, 240) with { Seconds = seconds }, "out");
        Assert.That(made.Facts.Duration.TotalSeconds, Is.EqualTo(seconds).Within(0.1));
    }

    [Test]
    public async Task Turns_through_every_picture_there_is()
    {
        var one = source.Picture();
        var made = await Make(FilmSource.Order("showcase-360", 240, 240) with { MorePictures = [one, one] }, "out");
        Assert.That(made.Description, Is.EqualTo("showcase-360, turned through 3 pictures"));
    }

    private static IEnumerable<string> AllStyles() => VideoComposer.Styles;

    /// <summary>The share of a film of 240 × 240 that a painting covers.</summary>
    private static double Shown(Painting painting)
    {
        var (row, covered) = (new Vector128<float>[240], 0);
        for (var y = 0; y < 240; y++)
        {
            Array.Clear(row);
            painting.Paint(y, row);
            covered += row.Count(pixel => pixel[3] > 250);
        }
        return covered / (240.0 * 240);
    }

    private Task<VideoResult> Make(VideoOrder order, string folder) => VideoComposer.ComposeAsync(source.Picture(), order, source.At(folder));

    private sealed class Told : IProgress<double>
    {
        internal List<double> Shares { get; } = [];

        public void Report(double value) => Shares.Add(value);
    }

    private static string Hash(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)));

    private static HashSet<int> Children() => [.. Process.GetProcesses().Where(IsOurs).Select(process => process.Id)];

    private static bool IsOurs(Process process)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{process.Id}/stat");
            var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return process.ProcessName is "ffmpeg" or "ffprobe" or "prlimit" && fields[1] == $"{Environment.ProcessId}";
        }
        catch (Exception error) when (error is IOException or InvalidOperationException)
        {
            return false;
        }
    }
}
