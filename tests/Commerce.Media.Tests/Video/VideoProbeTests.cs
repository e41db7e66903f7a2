using System.Buffers.Binary;
using System.Text;
using Commerce.Media.Video;

namespace Commerce.Media.Tests.Video;

public sealed class VideoProbeTests
{
    private static FilmSource shared = null!;
    private static byte[] whole = null!;
    private FilmSource source = null!;

    [OneTimeSetUp]
    public async Task Make_one_video()
    {
        shared = new FilmSource();
        var made = await VideoComposer.ComposeAsync(shared.Picture(), FilmSource.Order("brand-film", 240, 240), shared.Output);
        whole = await File.ReadAllBytesAsync(made.Path);
    }

    [OneTimeTearDown]
    public void Remove_the_video() => shared.Delete();

    [SetUp]
    public void Open() => source = new FilmSource();

    [TearDown]
    public void Close() => source.Delete();

    [Test]
    public async Task Reads_a_sound_file_whatever_its_name()
    {
        var facts = await VideoProbe.ReadAsync(source.Holding("-i http:concat.txt", whole));
        Assert.That((facts.Width, facts.Height, facts.Codec, facts.Bytes), Is.EqualTo((240, 240, "h264", (long)whole.Length)));
    }

    [Test]
    public Task Refuses_an_empty_file() => Refuses([], "video-empty");

    [Test]
    public Task Refuses_text() => Refuses("This is a letter, not a video, although it is long enough."u8.ToArray(), "video-unknown-format");

    [TestCase("#EXTM3U\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n", TestName = "Refuses_a_playlist_named_mp4")]
    [TestCase("ffconcat version 1.0\nfile '/etc/passwd'\n", TestName = "Refuses_a_list_of_files_named_mp4")]
    [TestCase("concat:/etc/hostname|/etc/passwd", TestName = "Refuses_a_joined_address_named_mp4")]
    public Task Refuses_lists(string content) => Refuses(Encoding.ASCII.GetBytes(content), "video-unknown-format");

    [TestCase(0.5)]
    [TestCase(0.98)]
    [TestCase(0.02)]
    public Task Refuses_a_truncated_file(double share) => Refuses(whole[..(int)(whole.Length * share)], "video-damaged");

    [Test]
    public Task Refuses_an_mp4_header_with_nothing_behind_it() =>
        Refuses([0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 2, 0, 0, 0, 0, 8, .. "moov"u8, 0, 0, 0, 8, .. "mdat"u8], "video-without-pictures");

    [Test]
    public Task Refuses_a_box_that_claims_more_than_the_file_holds()
    {
        byte[] endless = [0, 0, 0, 16, .. "ftypisom"u8, 0, 0, 2, 0, 0, 0, 0, 1, .. "mdat"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF];
        return Refuses(endless, "video-damaged");
    }

    [Test]
    public async Task Refuses_dimensions_no_screen_has()
    {
        string[] wide = ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "color=size=16000x32", "-frames:v", "2", "-c:v", "mjpeg", "-f", "mov", "file:" + source.At("wide")];
        await FfmpegProcess.RunAsync(FfmpegTools.Find().Ffmpeg, wide, FfmpegLimits.Encoding, null, CancellationToken.None);
        await Refuses(await File.ReadAllBytesAsync(source.At("wide")), "video-too-large");
    }

    [Test]
    public async Task Refuses_a_header_that_claims_a_size_its_frames_do_not_have()
    {
        var huge = whole.ToArray();
        var entry = huge.AsSpan().LastIndexOf("avc1"u8);
        BinaryPrimitives.WriteUInt16BigEndian(huge.AsSpan(entry + 28), ushort.MaxValue);
        BinaryPrimitives.WriteUInt16BigEndian(huge.AsSpan(entry + 30), ushort.MaxValue);
        huge.AsSpan(huge.AsSpan().IndexOf("avcC"u8) + 4, 24).Clear();
        var error = await RefusesAny(huge);
        Assert.That(error.Code, Is.AnyOf("video-damaged", "video-too-large", "video-too-small"));
    }

    [Test]
    public void Says_when_the_file_is_gone() => Assert.That(
        async () => await VideoProbe.ReadAsync(source.At("nothing.mp4")), Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("video-missing"));

    [Test]
    public void Refuses_a_file_larger_than_allowed() => Assert.That(
        async () => await VideoProbe.ReadAsync(source.Holding("video.mp4", whole), null, VideoLimits.Default with { Bytes = 1000 }),
        Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("video-file-too-large"));

    [Test]
    public void Refuses_a_video_longer_than_allowed() => Assert.That(
        async () => await VideoProbe.ReadAsync(source.Holding("video.mp4", whole), null, VideoLimits.Default with { Longest = TimeSpan.FromSeconds(2) }),
        Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("video-too-long"));

    private async Task Refuses(byte[] content, string code)
    {
        var error = await RefusesAny(content);
        Assert.That(error.Code, Is.EqualTo(code));
    }

    private async Task<MediaException> RefusesAny(byte[] content)
    {
        var path = source.Holding("video.mp4", content);
        try
        {
            var facts = await VideoProbe.ReadAsync(path);
            throw new AssertionException($"The file was taken for {facts}.");
        }
        catch (MediaException error)
        {
            Assert.That(error.Message, Does.EndWith("."));
            Assert.That(error.ToString(), Does.Not.Contain(source.Folder), "no message may name a path");
            return error;
        }
    }
}
