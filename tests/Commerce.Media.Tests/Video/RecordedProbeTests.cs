using Commerce.Media.Video;

namespace Commerce.Media.Tests.Video;

/// <summary>Reports that ffprobe 5.1 gave of files made for this: what it says of odd files is known without making them again.</summary>
public sealed class RecordedProbeTests
{
    [TestCase("turned-90", 180, 320, 270)]
    [TestCase("turned-180", 320, 180, 180)]
    [TestCase("turned-270", 180, 320, 90)]
    public void A_turned_video_is_measured_as_shown(string name, int width, int height, int rotation)
    {
        var facts = Read(name);
        Assert.That((facts.Width, facts.Height, facts.Rotation, facts.Container), Is.EqualTo((width, height, rotation, "mp4")));
    }

    [Test]
    public void Uneven_frames_are_told_from_even_ones() =>
        Assert.That((Read("uneven").IsUneven, Read("uneven").FrameRate, Read("turned-180").IsUneven), Is.EqualTo((true, 125 / 9.0, false)));

    [Test]
    public void A_stream_without_length_is_refused() =>
        Assert.That(() => Read("no-length"), Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("video-too-long"));

    [Test]
    public void Several_sounds_are_counted_and_the_first_is_described() =>
        Assert.That((Read("two-sounds").SoundTracks, Read("two-sounds").Sound), Is.EqualTo((2, new SoundFacts("aac", 44100, 1))));

    [Test]
    public void High_range_colours_are_known_by_their_tags()
    {
        var facts = Read("high-range");
        Assert.That((facts.IsHighRange, facts.Colour, facts.PixelFormat, facts.Container, facts.HasAudio), Is.EqualTo((true, ("bt2020", "smpte2084", "bt2020nc"), "yuv420p10le", "mov", false)));
    }

    [Test]
    public void A_cover_is_not_the_video() => Assert.That((Read("cover").Codec, Read("cover").Width), Is.EqualTo(("h264", 320)));

    [Test]
    public void A_sound_with_a_cover_is_no_video() =>
        Assert.That(() => Read("only-cover"), Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("video-without-pictures"));

    [Test]
    public void A_webm_takes_its_length_from_the_container()
    {
        var facts = Read("sound");
        Assert.That((facts.Container, facts.Codec, facts.Sound), Is.EqualTo(("webm", "vp9", new SoundFacts("opus", 48000, 1))));
        Assert.That(facts.Duration.TotalSeconds, Is.EqualTo(0.408).Within(0.001));
    }

    private static VideoFacts Read(string name)
    {
        using var recorded = typeof(RecordedProbeTests).Assembly.GetManifestResourceStream($"recorded/{name}.json")!;
        using var memory = new MemoryStream();
        recorded.CopyTo(memory);
        return ProbeReport.Read(memory.ToArray(), 100_000, VideoLimits.Default);
    }
}
