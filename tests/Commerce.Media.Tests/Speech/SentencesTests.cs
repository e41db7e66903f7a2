using Commerce.Media.Speech;

namespace Commerce.Media.Tests.Speech;

public sealed class SentencesTests
{
    [Test]
    public void A_dot_inside_a_number_ends_nothing() => Assert.That(
        Sentences.Of("Holds 1.5 litres. Is it light? Yes!\nMade of steel"), Is.EqualTo(new[] { "Holds 1.5 litres.", "Is it light?", "Yes!", "Made of steel" }));

    [Test]
    public void Signs_alone_are_no_sentence() => Assert.That(Sentences.Of(" … \n ! "), Is.Empty);

    [Test]
    public void Chinese_sentences_end_without_a_space() => Assert.That(Sentences.Of("很轻。很结实。"), Is.EqualTo(new[] { "很轻。", "很结实。" }));

    [TestCase("These boots are made with a waterproof leather upper and a durable rubber sole for superior traction.")]
    [TestCase("很轻的一双靴子而且非常结实适合在山里走很远的路也适合在城里穿每天都可以穿")]
    public void Phrases_hold_every_letter_and_stay_short(string sentence)
    {
        var phrases = Sentences.Phrases(sentence, 18);
        Assert.That(string.Concat(phrases).Replace(" ", "", StringComparison.Ordinal), Is.EqualTo(sentence.Replace(" ", "", StringComparison.Ordinal)));
        Assert.That(phrases.Max(phrase => phrase.Length), Is.LessThanOrEqualTo(26));
    }

    [Test]
    public void An_article_goes_with_its_noun() => Assert.That(
        Sentences.Phrases("These boots are made with a waterproof leather upper", 30)[0], Does.Not.EndWith(" a"));
}
