using Commerce.Brand;

namespace Commerce.Tests.Brand;

public sealed class ProfileDiffTests
{
    private static readonly AttributeContent Calm = new(AttributeKind.Tone, "Calm", Confidence: 0.4f);
    private static readonly AttributeContent Clay = new(AttributeKind.Palette, "#8f4a2e", "primary");

    [Test]
    public void Spelling_and_confidence_are_no_difference() =>
        Assert.That(ProfileDiff.Between([Calm], [Calm with { Value = "calm", Confidence = 0.9f }]).IsEmpty, Is.True);

    [Test]
    public void Names_what_came_went_and_changed()
    {
        var diff = ProfileDiff.Between([Calm, Clay], [Clay with { Role = "accent" }, new(AttributeKind.Feature, "Repairs")]);
        Assert.Multiple(() =>
        {
            Assert.That(diff.Added.Single().Value, Is.EqualTo("Repairs"));
            Assert.That(diff.Removed.Single(), Is.EqualTo(Calm));
            Assert.That(diff.Changed.Single().After.Role, Is.EqualTo("accent"));
            Assert.That(diff.InWords(), Is.EqualTo("Added feature “Repairs”, removed tone word “Calm”, made colour #8f4a2e the accent colour"));
        });
    }

    [Test]
    public void Counts_what_a_sentence_cannot_hold() => Assert.That(
        ProfileDiff.Between([], [.. "abcdef".Select(letter => new AttributeContent(AttributeKind.Do, $"{letter}"))]).InWords(),
        Is.EqualTo("Added word to use “a”, added word to use “b”, added word to use “c”, added word to use “d” and 2 more"));
}
