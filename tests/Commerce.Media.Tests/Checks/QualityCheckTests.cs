using Commerce.Media.Checks;
using Commerce.Media.Clips;
using Commerce.Media.Cutout;
using Commerce.Media.Tests.Clips;
using Commerce.Media.Video;

namespace Commerce.Media.Tests.Checks;

public sealed class QualityCheckTests
{
    private static readonly VideoFacts Good = new(1080, 1920, TimeSpan.FromSeconds(20), 30, "h264", "yuv420p", true, 12_000_000)
    {
        Container = "mp4", BitRate = 4_800_000, Colour = ("bt709", "bt709", "bt709"), SoundTracks = 1, Sound = new SoundFacts("aac", 48000, 2),
    };

    private static readonly VideoMeasure Fine = new([], [], new LoudnessMeter(-14, -1.5), true);

    private static IEnumerable<TestCaseData> Faults()
    {
        yield return Case("tiktok", Good with { Duration = TimeSpan.FromSeconds(1) }, Fine, "length", FixIt.None);
        yield return Case("shorts", Good with { Duration = TimeSpan.FromSeconds(200) }, Fine, "length", FixIt.Trim);
        yield return Case("reels", Good with { Width = 1080, Height = 1080 }, Fine, "shape", FixIt.Reframe);
        yield return Case("youtube", Good, Fine, "shape", FixIt.Reframe);
        yield return Case("reels", Good with { Width = 2160, Height = 3840 }, Fine, "pixels a side", FixIt.Normalise);
        yield return Case("tiktok", Good with { Width = 180, Height = 320 }, Fine, "pixels a side", FixIt.None);
        yield return Case("reels", Good with { Container = "webm" }, Fine, "container", FixIt.Normalise);
        yield return Case("shopify", Good with { Codec = "prores" }, Fine, "codec", FixIt.Normalise);
        yield return Case("tiktok", Good with { PixelFormat = "yuv420p10le", Colour = ("bt2020", "smpte2084", "bt2020nc") }, Fine, "pixels", FixIt.Normalise);
        yield return Case("tiktok", Good with { Colour = ("unknown", "unknown", "unknown") }, Fine, "colour tags", FixIt.Normalise);
        yield return Case("tiktok", Good with { FrameRate = 12 }, Fine, "frame rate", FixIt.Normalise);
        yield return Case("tiktok", Good with { IsUneven = true }, Fine, "even frames", FixIt.Normalise);
        yield return Case("reels", Good with { BitRate = 40_000_000 }, Fine, "bit rate", FixIt.Normalise);
        yield return Case("reels", Good with { Bytes = 400_000_000 }, Fine, "file size", FixIt.Normalise);
        yield return Case("reels", Good, Fine with { StartsAtOnce = false }, "starts at once", FixIt.Normalise);
        yield return Case("reels", Good with { Rotation = 90 }, Fine, "upright", FixIt.Normalise);
        yield return Case("tiktok", Good with { Sound = null, SoundTracks = 0, HasAudio = false }, Fine with { Loudness = null }, "sound", FixIt.AddSound);
        yield return Case("tiktok", Good, Fine with { Loudness = null }, "sound", FixIt.AddSound);
        yield return Case("shopify", Good with { Sound = new SoundFacts("mp3", 48000, 2) }, Fine, "sound codec", FixIt.Normalise);
        yield return Case("shopify", Good with { Sound = new SoundFacts("aac", 22050, 2) }, Fine, "sound rate", FixIt.Normalise);
        yield return Case("shopify", Good with { SoundTracks = 2 }, Fine, "one sound track", FixIt.Normalise);
        yield return Case("tiktok", Good, Fine with { Loudness = new LoudnessMeter(-30, -8) }, "loudness", FixIt.Loudness);
        yield return Case("tiktok", Good, Fine with { Loudness = new LoudnessMeter(-14, 0.5) }, "true peak", FixIt.Loudness);
        yield return Case("tiktok", Good, Fine with { Black = [new Stretch(0, 0.9)] }, "black frames", FixIt.Trim);
        yield return Case("tiktok", Good, Fine with { Frozen = [new Stretch(4, 9)] }, "frozen frames", FixIt.Trim);
    }

    [TestCaseSource(nameof(Faults))]
    public void Each_fault_is_found_alone_with_what_mends_it(string platform, VideoFacts facts, VideoMeasure measure, string rule, FixIt fix)
    {
        var report = QualityCheck.Judge(facts, measure, [], PlatformRules.Find(platform)!);
        var failed = report.Findings.Where(finding => !finding.Passed).ToList();
        Assert.That(failed.Select(finding => (finding.Rule, finding.Fix)), Is.EqualTo(new[] { (rule, fix) }));
        Assert.That(failed[0].Words, Does.EndWith("."));
        Assert.That(report.Passed, Is.Not.EqualTo(failed[0].Required));
    }

    [TestCase("tiktok"), TestCase("reels"), TestCase("shorts"), TestCase("shopify")]
    public void A_good_upright_video_passes(string platform) =>
        Assert.That(QualityCheck.Judge(Good, Fine, [new PixelBox(100, 300, 800, 100)], PlatformRules.Find(platform)!).Findings.Where(finding => !finding.Passed), Is.Empty);

    [Test]
    public void A_text_under_the_buttons_is_found()
    {
        var report = QualityCheck.Judge(Good, Fine, [new PixelBox(100, 300, 800, 100), new PixelBox(100, 1700, 800, 100)], PlatformRules.Find("tiktok")!);
        Assert.That(report.Findings.Single(finding => !finding.Passed), Has.Property("Rule").EqualTo("safe area").And.Property("Fix").EqualTo(FixIt.MoveTexts).And.Property("Measured").EqualTo("1 of 2 texts outside"));
    }

    [Test]
    public void Every_place_for_texts_keeps_clear_of_what_phone_apps_show()
    {
        var longest = string.Join(' ', Enumerable.Repeat("Stoneware jug from the pottery", 4));
        var boxes = new CutList(HouseProfile.Portrait, [new Cut("a.mp4") { Texts = [.. Enum.GetValues<TextPlace>().Select(place => new ClipText(longest, place, TimeSpan.Zero))] }]).TextBoxes();
        Assert.That(boxes, Has.Count.EqualTo(3));
        foreach (var platform in new[] { "tiktok", "reels", "shorts" })
        {
            Assert.That(QualityCheck.Judge(Good, Fine, boxes, PlatformRules.Find(platform)!).Findings.Single(finding => finding.Rule == "safe area").Passed, Is.True, platform);
        }
    }

    [Test]
    public void Every_number_says_where_it_comes_from() =>
        Assert.That(PlatformRules.All, Has.Count.EqualTo(5).And.All.Matches<PlatformRules>(rules => rules is { Source.Length: > 60 } && rules.Seconds[0] < rules.Seconds[1] && rules.Safe.All(share => share is > 0 and < 0.5)));

    [Test]
    public async Task Black_and_frozen_stretches_and_loudness_are_measured_in_one_pass()
    {
        using var made = new MadeClips();
        var path = await made.FfmpegAsync(
            "-f", "lavfi", "-i", "testsrc2=size=180x320:rate=30:duration=1", "-f", "lavfi", "-i", "color=black:size=180x320:rate=30:duration=1", "-f", "lavfi", "-i", "color=orange:size=180x320:rate=30:duration=4",
            "-f", "lavfi", "-i", "sine=frequency=1000:sample_rate=48000:duration=6", "-filter_complex", "[0:v][1:v][2:v]concat=n=3:v=1:a=0[v];[3:a]volume=-6dB[a]", "-map", "[v]", "-map", "[a]",
            "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-f", "mp4", "a.mp4");
        var measure = await VideoMeasure.ReadAsync(path, await VideoProbe.ReadAsync(path));
        Assert.Multiple(() =>
        {
            Assert.That(measure.Black, Has.Count.EqualTo(1));
            Assert.That((measure.Black[0].From, measure.Black[0].To), Is.EqualTo((1.0, 2.0)).Within(0.05));
            Assert.That(measure.Frozen, Has.Count.EqualTo(1));
            Assert.That((measure.Frozen[0].From, measure.Frozen[0].To), Is.EqualTo((2.0, 6.0)).Within(0.05));
            Assert.That(measure.Loudness?.Loudness, Is.EqualTo(-27).Within(0.5));
            Assert.That(measure.Loudness?.Peak, Is.InRange(-25, -19), "a tone of -24, and what encoding adds where it begins");
            Assert.That(measure.StartsAtOnce, Is.False);
        });
    }

    [Test]
    public async Task What_normalising_promises_to_mend_it_mends()
    {
        using var made = new MadeClips();
        var source = await made.FfmpegAsync("-f", "lavfi", "-i", "testsrc2=size=720x1280:rate=15:duration=3.2", "-f", "lavfi", "-i", "sine=frequency=700:sample_rate=22050:duration=3.2",
            "-c:v", "mpeg4", "-c:a", "libmp3lame", "-f", "mov", "a.mov");
        var rules = PlatformRules.Find("reels")!;
        var before = await QualityCheck.ReadAsync(source, rules);
        await ClipNormaliser.NormaliseAsync(source, new HouseProfile(720, 1280), made.At("b.mp4"));
        var after = await QualityCheck.ReadAsync(made.At("b.mp4"), rules);
        Assert.That(before.Passed, Is.False);
        Assert.That(before.Findings.Where(finding => finding.Fix == FixIt.Normalise).Select(finding => finding.Rule), Is.SupersetOf(new[] { "codec", "frame rate", "sound codec", "sound rate", "colour tags" }));
        Assert.That(after.Findings.Where(finding => finding.Fix == FixIt.Normalise), Is.Empty);
        Assert.That(after.Passed, Is.True);
    }

    private static TestCaseData Case(string platform, VideoFacts facts, VideoMeasure measure, string rule, FixIt fix) =>
        new TestCaseData(platform, facts, measure, rule, fix).SetName($"{{m}}({platform}, {rule}, {fix}, {facts.Duration.TotalSeconds} s, {facts.Width})");
}
