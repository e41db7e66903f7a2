using System.Text;
using Commerce.Media.Video;

namespace Commerce.Media.Tests.Video;

public sealed class ProbeReportTests
{
    private const string Phone = """
        {"streams":[
          {"index":0,"codec_name":"aac","codec_type":"audio","sample_rate":"48000","channels":2,"duration":"12.032000"},
          {"index":1,"codec_name":"hevc","profile":"Main","codec_type":"video","width":1920,"height":1080,"pix_fmt":"yuv420p","avg_frame_rate":"30000/1001",
           "duration":"12.012000","disposition":{"default":1,"attached_pic":0},"side_data_list":[{"side_data_type":"Display Matrix","rotation":-90}]}],
         "format":{"nb_streams":2,"duration":"12.032000","size":"9000000","tags":{"major_brand":"qt  "}}}
        """;

    [Test]
    public void Shows_a_phone_video_upright_with_its_sound_and_frame_rate()
    {
        var facts = Read(Phone);
        Assert.Multiple(() =>
        {
            Assert.That((facts.Width, facts.Height), Is.EqualTo((1080, 1920)));
            Assert.That(facts.Duration.TotalSeconds, Is.EqualTo(12.012).Within(0.0005));
            Assert.That(facts.FrameRate, Is.EqualTo(29.97).Within(0.001));
            Assert.That((facts.Codec, facts.PixelFormat, facts.HasAudio, facts.Bytes), Is.EqualTo(("hevc", "yuv420p", true, 9_000_000L)));
            Assert.That(facts.SourceType, Is.Null);
        });
    }

    [Test]
    public void Reads_the_digital_source_type_from_the_comment() =>
        Assert.That(Read(Video(format: """
            "duration":"8.0","tags":{"comment":"Digital source type: http://cv.iptc.org/newscodes/digitalsourcetype/compositeSynthetic."}
            """)).SourceType, Is.EqualTo("compositeSynthetic"));

    [Test]
    public void Takes_the_containers_length_when_the_stream_names_none() =>
        Assert.That(Read(Video(format: "\"duration\":\"3.5\"")).Duration, Is.EqualTo(TimeSpan.FromSeconds(3.5)));

    [TestCase(1280, 720, "\"duration\":\"N/A\"", "video-too-long", TestName = "Refuses_a_video_without_an_end")]
    [TestCase(1280, 720, "\"duration\":\"-1\"", "video-too-long", TestName = "Refuses_a_video_of_negative_length")]
    [TestCase(1280, 720, "\"duration\":\"1e300\"", "video-too-long", TestName = "Refuses_an_absurd_length")]
    [TestCase(1280, 720, "\"duration\":\"601\"", "video-too-long", TestName = "Refuses_more_than_ten_minutes")]
    [TestCase(60000, 60000, "\"duration\":\"8\"", "video-too-large", TestName = "Refuses_absurd_dimensions")]
    [TestCase(0, 0, "\"duration\":\"8\"", "video-too-small", TestName = "Refuses_a_video_without_size")]
    public void Refuses(int width, int height, string format, string code) =>
        Assert.That(() => Read(Video(width, height, format)), Throws.TypeOf<MediaException>().With.Property("Code").EqualTo(code));

    [Test]
    public void Does_not_take_cover_art_for_a_video() => Assert.That(
        () => Read("""{"streams":[{"codec_type":"audio","codec_name":"mp3"},{"codec_type":"video","codec_name":"mjpeg","width":500,"height":500,"disposition":{"attached_pic":1}}],"format":{"duration":"200"}}"""),
        Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("video-without-pictures"));

    [TestCase("{}", "video-without-pictures")]
    [TestCase("", "video-damaged")]
    [TestCase("{\"streams\":[", "video-damaged")]
    public void Refuses_a_report_that_says_nothing(string json, string code) =>
        Assert.That(() => Read(json), Throws.TypeOf<MediaException>().With.Property("Code").EqualTo(code));

    private static string Video(int width = 1280, int height = 720, string format = "") =>
        $$"""{"streams":[{"codec_type":"video","codec_name":"h264","pix_fmt":"yuv420p","width":{{width}},"height":{{height}},"avg_frame_rate":"25/1"}],"format":{ {{format}} } }""";

    private static VideoFacts Read(string json) => ProbeReport.Read(Encoding.UTF8.GetBytes(json), 9_000_000, VideoLimits.Default);
}
