using Commerce.Library;

namespace Commerce.Tests.Library;

public sealed class AltTextTests
{
    [Test]
    public void Says_what_the_shop_says_of_the_product() =>
        Assert.That(AltText.Suggest("Summit Pro Harness", "Gravitator", ["Blue", "M"], "Studio shot"), Is.EqualTo("Summit Pro Harness, Blue, M by Gravitator, studio shot."));

    [TestCase("Gravitator Summit Harness Blue", "Gravitator", "blue", "Gravitator Summit Harness Blue, flat lay.")]
    [TestCase("Summit Harness", null, "Default Title", "Summit Harness, flat lay.")]
    [TestCase("Summit Harness", " ", "", "Summit Harness, flat lay.")]
    public void Says_nothing_twice_and_nothing_that_is_not_known(string title, string? vendor, string option, string expected) =>
        Assert.That(AltText.Suggest(title, vendor, [option], "Flat lay"), Is.EqualTo(expected));

    [Test]
    public void Leaves_a_style_out_that_nobody_knows() => Assert.That(AltText.Suggest("Tent", null, null, null), Is.EqualTo("Tent."));

    [Test]
    public void Gives_up_the_style_before_the_maker_when_room_is_short()
    {
        var title = string.Join(' ', Enumerable.Repeat("word", 22));
        Assert.That(AltText.Suggest(title, "Somebody", null, "Brand gradient"), Is.EqualTo($"{title} by Somebody."));
    }

    [TestCase("word ")]
    [TestCase("長い名前")]
    [TestCase("👩‍👩‍👧")]
    public void Is_never_longer_than_one_breath(string part)
    {
        var text = AltText.Suggest(string.Concat(Enumerable.Repeat(part, 80)), "Somebody", ["Blue"], "Studio shot");
        Assert.That(text.Length, Is.InRange(AltText.Longest / 2, AltText.Longest));
        Assert.That(text, Does.EndWith("…"));
        Assert.That(char.IsHighSurrogate(text[^2]), Is.False);
    }
}
