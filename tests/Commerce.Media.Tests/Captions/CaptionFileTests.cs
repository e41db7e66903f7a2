using System.Text;
using Commerce.Media.Captions;

namespace Commerce.Media.Tests.Captions;

public sealed class CaptionFileTests
{
    private static readonly Caption[] Two =
    [
        new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2.25), "Holds 300 ml & stacks <well>"),
        new(TimeSpan.FromMinutes(61), TimeSpan.FromMinutes(61.5), "Für jeden Tag\n毎日のために"),
    ];

    [Test]
    public void SubRip_is_written_as_its_program_does() => Assert.That(CaptionFile.WriteSubRip(Two), Is.EqualTo(
        "1\r\n00:00:00,500 --> 00:00:02,250\r\nHolds 300 ml & stacks <well>\r\n\r\n2\r\n01:01:00,000 --> 01:01:30,000\r\nFür jeden Tag\r\n毎日のために\r\n\r\n"));

    [Test]
    public void WebVtt_is_written_escaped() => Assert.That(CaptionFile.WriteWebVtt(Two), Is.EqualTo(
        "WEBVTT\n\n00:00:00.500 --> 00:00:02.250\nHolds 300 ml &amp; stacks &lt;well&gt;\n\n01:01:00.000 --> 01:01:30.000\nFür jeden Tag\n毎日のために\n"));

    [Test]
    public void What_was_written_is_read_again() => Assert.That(CaptionFile.Read(Encoding.UTF8.GetBytes(CaptionFile.WriteWebVtt(Two))), Is.EqualTo(Two));

    [Test]
    public void An_arrow_or_an_empty_line_within_words_cannot_begin_another_caption()
    {
        var odd = new Caption(TimeSpan.Zero, TimeSpan.FromSeconds(1), "one\n\n00:00:05.000 --> 00:00:09.000\ntwo");
        var read = CaptionFile.Read(Encoding.UTF8.GetBytes(CaptionFile.WriteWebVtt([odd])));
        Assert.That(read, Has.Count.EqualTo(1));
        Assert.That(read[0].Text, Is.EqualTo("one\n00:00:05.000 → 00:00:09.000\ntwo"));
    }

    [TestCase("\uFEFF1\n0:00:01.5 --> 0:00:02\nHello", TestName = "Byte_order_mark_and_short_times")]
    [TestCase("WEBVTT - notes\nKind: captions\n\nSTYLE\n::cue { background: url(http://127.0.0.1/x) }\n\nNOTE no\n\nid\n00:01.500 --> 00:02.000 align:start position:10%\n<v Ann><i>Hello</i>", TestName = "WebVtt_with_styles_notes_and_settings")]
    [TestCase("1\r00:00:01,500 --> 00:00:02,000\r{\\an8}<font color=\"red\">Hello</font>", TestName = "Old_line_ends_and_markup")]
    [TestCase("00:00:01,500 --> 00:00:02,000\nHello\n2\n00:00:09,000 --> 00:00:08,000\nBackwards", TestName = "No_numbers_no_empty_lines_and_a_time_that_runs_backwards")]
    public void Reads(string text) =>
        Assert.That(CaptionFile.Read(Encoding.UTF8.GetBytes(text)), Is.EqualTo(new[] { new Caption(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2), "Hello") }));

    [Test]
    public void Reads_both_orders_of_wide_characters()
    {
        var text = "1\n00:00:01,500 --> 00:00:02,000\nÅ";
        Assert.That(CaptionFile.Read([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(text)])[0].Text, Is.EqualTo("Å"));
        Assert.That(CaptionFile.Read([0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(text)])[0].Text, Is.EqualTo("Å"));
    }

    [TestCase("")]
    [TestCase("just words")]
    [TestCase("99:99:99:99 --> x\nno")]
    [TestCase("-00:00:01 --> 1e9:00:00\nno")]
    public void Refuses_what_holds_no_captions(string text) =>
        Assert.That(() => CaptionFile.Read(Encoding.UTF8.GetBytes(text)), Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("captions-unreadable"));

    [Test]
    public void Refuses_a_flood()
    {
        Assert.That(() => CaptionFile.Read(new byte[3 << 20]), Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("captions-too-large"));
        var many = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("0:00:01 --> 0:00:02\nx\n\n", 5002)));
        Assert.That(() => CaptionFile.Read(many), Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("captions-too-large"));
    }

    [Test]
    public void A_caption_is_cut_where_no_letter_is_divided()
    {
        var text = CaptionFile.Read(Encoding.UTF8.GetBytes("0:00:01 --> 0:00:02\nx" + string.Concat(Enumerable.Repeat("😀", 400))))[0].Text;
        Assert.That(text.EnumerateRunes().Any(rune => rune == Rune.ReplacementChar), Is.False);
        Assert.That(text, Has.Length.LessThanOrEqualTo(500));
    }
}
