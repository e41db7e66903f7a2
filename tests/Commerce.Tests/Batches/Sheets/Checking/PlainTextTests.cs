using System.Globalization;
using Commerce.Batches.Sheets.Checking;
using FsCheck;
using FsCheck.Fluent;

namespace Commerce.Tests.Batches.Sheets.Checking;

public sealed class PlainTextTests
{
    private static readonly Gen<string> Texts = Gen.ListOf(Gen.Frequency(
        (12, Gen.Elements("a", "mug ", "für", "a longer run of plain words ")),
        (3, Gen.Elements("\n", "\r\n", "\r", "\f")),
        (1, Gen.Elements("\u0085", "\u00ad", "\u200a", "\u200b", "\u2028", "\t", "\0", "😀", "茶")))).Select(string.Concat);

    [Test]
    public void Any_part_of_any_text_becomes_what_the_rule_says() => Prop.ForAll(Texts.ToArbitrary(), text =>
    {
        foreach (var part in new[] { text, text.Trim() })
            Assert.That(PlainText.Of(text, part), Is.EqualTo(Rule(part)));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000).WithEndSize(40));

    [Test]
    public void A_plain_text_is_not_copied()
    {
        var text = string.Concat("a mug ", "für Tee");
        Assert.That(PlainText.Of(text, text), Is.SameAs(text));
    }

    private static string Rule(string text)
    {
        if (IsPlain(text))
            return text;
        var line = text.ReplaceLineEndings(" ");
        return IsPlain(line) ? line : string.Concat(line.Where(sign => char.GetUnicodeCategory(sign) is not (UnicodeCategory.Control or UnicodeCategory.Format)));
    }

    private static bool IsPlain(string text) => text.All(sign => sign is >= ' ' and <= '\u200a');
}
