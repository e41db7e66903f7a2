using Commerce.Media.Speech;

namespace Commerce.Media.Tests.Speech;

public sealed class NarrationTests
{
    [TestCase("en", "A jug of stoneware.")]
    [TestCase("de-CH", "Ein Krug aus Steinzeug.")]
    [TestCase("fr", "Un pichet en grès.")]
    public async Task Speaks_the_language_of_the_order(string language, string sentence)
    {
        var said = await Narration.SpeakAsync([sentence], own: true, language, 0.3f, 20, CancellationToken.None);
        Assert.That(said.Lines[0].Voice.Seconds, Is.InRange(0.6f, 4));
        Assert.That(said.Lines[0].Voice.Samples.Max(Math.Abs), Is.GreaterThan(0.1f));
    }

    [TestCase("xx")]
    [TestCase("en --path=/tmp")]
    public void Refuses_a_language_without_a_voice(string language) => Assert.That(
        async () => await Narration.SpeakAsync(["Words."], own: true, language, 0.3f, 20, CancellationToken.None),
        Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("speech-language-unknown"));

    [Test]
    public void Refuses_a_script_that_cannot_be_said_in_time() => Assert.That(
        async () => await Narration.SpeakAsync(Enumerable.Repeat("This is a sentence of the owner's own.", 6).ToList(), own: true, "en", 0.3f, 5, CancellationToken.None),
        Throws.TypeOf<MediaException>().With.Property("Code").EqualTo("script-too-long"));

    [Test]
    public async Task Leaves_out_whole_facts_when_time_runs_out()
    {
        var said = await Narration.SpeakAsync(["A jug.", "It holds one litre of water.", "It is safe in the dishwasher."], own: false, "en", 0.3f, 4, CancellationToken.None);
        Assert.That(said.Lines, Has.Count.InRange(1, 2));
        Assert.That(said.Seconds(0.3f), Is.LessThanOrEqualTo(4));
    }

    [Test]
    public async Task Captions_follow_each_other_within_their_sentences()
    {
        var said = await Narration.SpeakAsync(["These boots are made with a waterproof leather upper and a rubber sole.", "They last."], own: true, "en", 0.3f, 20, CancellationToken.None);
        var captions = said.Captions([0.5f, 8], 24);
        Assert.Multiple(() =>
        {
            Assert.That(captions, Has.Count.GreaterThan(3));
            Assert.That(captions.All(caption => caption.End > caption.Start), Is.True);
            Assert.That(captions.Zip(captions.Skip(1)).All(pair => pair.Second.Start >= pair.First.End), Is.True);
            Assert.That(captions[^2].End.TotalSeconds, Is.EqualTo(0.5 + said.Lines[0].Voice.Seconds).Within(0.01));
            Assert.That(captions[^1].Start, Is.EqualTo(TimeSpan.FromSeconds(8)));
        });
    }
}
