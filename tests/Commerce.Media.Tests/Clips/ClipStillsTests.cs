using Commerce.Media.Clips;
using Commerce.Media.Vips;

namespace Commerce.Media.Tests.Clips;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class ClipStillsTests : IDisposable
{
    private readonly MadeClips made = new();

    public void Dispose() => made.Dispose();

    [Test]
    public async Task A_thumbnail_shows_the_moment_even_behind_the_end()
    {
        var source = await made.ForeignAsync("a.mp4", 1, size: "640x360");
        await ClipStills.ThumbnailAsync(source, TimeSpan.FromSeconds(99), made.At("thumb.jpg"));
        using var picture = VipsImage.Load("jpegload_buffer", await File.ReadAllBytesAsync(made.At("thumb.jpg")));
        Assert.That((picture.Width, picture.Height), Is.EqualTo((480, 270)));
    }

    [Test]
    public async Task A_hover_preview_moves_is_silent_and_small()
    {
        var source = await made.ForeignAsync("a.mp4", 9, size: "640x360");
        await ClipStills.HoverAsync(source, made.At("hover.webp"));
        var bytes = await File.ReadAllBytesAsync(made.At("hover.webp"));
        using var picture = new VipsOperation("webpload_buffer").SetBlob("buffer", bytes).Set("n", -1).Image();
        Assert.That((picture.Width, picture.Number("n-pages")), Is.EqualTo((240, 48)));
        Assert.That(bytes, Has.Length.LessThan(500_000));
    }

    [Test]
    public async Task A_scrub_sheet_and_its_map_agree()
    {
        var source = await made.ForeignAsync("a.mp4", 6.2, size: "320x180");
        var map = await ClipStills.ScrubAsync(source, made.At("sheet.jpg"), "sheet.jpg");
        using var sheet = VipsImage.Load("jpegload_buffer", await File.ReadAllBytesAsync(made.At("sheet.jpg")));
        Assert.That((sheet.Width, sheet.Height), Is.EqualTo((1600, 180)));
        Assert.That(map, Does.StartWith("WEBVTT\n\n00:00:00.000 --> 00:00:00.500\nsheet.jpg#xywh=0,0,160,90\n"));
        Assert.That(map, Does.Contain("00:00:05.000 --> 00:00:05.500\nsheet.jpg#xywh=0,90,160,90"));
        Assert.That(map, Does.EndWith("00:00:06.000 --> 00:00:06.200\nsheet.jpg#xywh=320,90,160,90\n"));
    }

    [Test]
    public async Task A_waveform_has_the_shape_of_the_sound()
    {
        var source = await made.FfmpegAsync("-f", "lavfi", "-i", "color=size=64x64:rate=25:duration=2", "-f", "lavfi", "-i", "sine=frequency=500:duration=2", "-af", "volume=0:enable=lt(t\\,1),volume=8",
            "-c:v", "libx264", "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest", "-f", "mp4", "a.mp4");
        var shape = await Waveform.ReadAsync(source, 20);
        Assert.That(shape.Peaks, Has.Count.EqualTo(20));
        Assert.That(shape.Peaks.Take(9), Is.All.LessThan(0.05f));
        Assert.That(shape.Peaks.Skip(11).Take(8), Is.All.GreaterThan(0.7f));
    }

    [Test]
    public async Task A_silent_clip_has_no_waveform() =>
        Assert.That((await Waveform.ReadAsync(await made.ForeignAsync("a.mp4", 1, tone: null), 20)).Peaks, Is.Empty);
}
