using Commerce.Brand;

namespace Commerce.Tests.Brand;

public sealed class AttributeEntriesTests
{
    private static readonly BrandAttribute Calm = Row(AttributeKind.Tone, "Calm", "https://shop.example/about", "A calm sentence.");
    private static readonly BrandAttribute Clay = Row(AttributeKind.Palette, "#8f4a2e", "https://shop.example/", "--primary: #8f4a2e", "primary");

    [Test]
    public void An_unchanged_word_keeps_its_receipt_when_locked()
    {
        var kept = AttributeEntries.Apply([new(Calm.Id, AttributeKind.Tone, " Calm ", null, Locked: true)], [Calm]).Single();
        Assert.That(kept, Is.EqualTo(AttributeContent.Of(Calm) with { Locked = true }));
    }

    [Test]
    public void Other_words_are_the_owners_and_lose_the_receipt()
    {
        var changed = AttributeEntries.Apply([new(Calm.Id, AttributeKind.Tone, "Quiet", null, false)], [Calm]).Single();
        Assert.That(changed, Is.EqualTo(new AttributeContent(AttributeKind.Tone, "Quiet", ByOwner: true)));
    }

    [Test]
    public void A_colour_given_another_role_keeps_its_receipt_and_becomes_the_owners()
    {
        var changed = AttributeEntries.Apply([new(Clay.Id, AttributeKind.Palette, "#8F4A2E", "accent", false)], [Clay]).Single();
        Assert.That(changed, Is.EqualTo(AttributeContent.Of(Clay) with { Role = "accent", ByOwner = true }));
    }

    [Test]
    public void A_line_cannot_borrow_the_receipt_of_another_kind()
    {
        var moved = AttributeEntries.Apply([new(Calm.Id, AttributeKind.Feature, "Calm", null, false)], [Calm]).Single();
        Assert.That((moved.ByOwner, moved.ReceiptText), Is.EqualTo((true, (string?)null)));
    }

    [Test]
    public void Empty_lines_are_taken_away() =>
        Assert.That(AttributeEntries.Apply([new(Calm.Id, AttributeKind.Tone, "  ", null, false)], [Calm]), Is.Empty);

    [TestCase(AttributeKind.Palette, "red", "primary", "Write the colour")]
    [TestCase(AttributeKind.Palette, "#12345", "primary", "Write the colour")]
    [TestCase(AttributeKind.Palette, "#123456", "everything", "Choose what")]
    public void Refuses(AttributeKind kind, string value, string? role, string words) =>
        Assert.That(AttributeEntries.Check([new(null, kind, value, role, false)]).Single().Message, Does.StartWith(words));

    [Test]
    public void Refuses_what_is_too_long_or_there_twice()
    {
        var problems = AttributeEntries.Check(
        [
            new(null, AttributeKind.Tone, "Calm", null, false),
            new(null, AttributeKind.Tone, "calm", null, false),
            new(null, AttributeKind.Tone, new string('a', AttributeEntries.LongestValue + 1), null, false),
            new(null, AttributeKind.Feature, "Calm", null, false),
        ]);
        Assert.That(problems.Select(problem => problem.Index), Is.EqualTo(new[] { 1, 2 }));
    }

    private static BrandAttribute Row(AttributeKind kind, string value, string url, string text, string role = "") => new()
    {
        Id = new Guid(kind.ToString().Length, 0, 0, new byte[8]), Kind = kind, Value = value, Role = role, Confidence = 0.5f, ReceiptUrl = url, ReceiptText = text,
    };
}
