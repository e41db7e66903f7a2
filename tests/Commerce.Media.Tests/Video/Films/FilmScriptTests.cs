using Commerce.Media.Video;
using Commerce.Media.Video.Films;

namespace Commerce.Media.Tests.Video.Films;

public sealed class FilmScriptTests
{
    [Test]
    public void Says_the_name_the_maker_and_the_facts_and_nothing_else() => Assert.That(
        FilmScript.Lines(FilmSource.Order("spoken-script"), FilmWords.In("en")),
        Is.EqualTo(new[] { "Stoneware jug by Kiln & Linen.", "Holds a litre.", "Safe in the dishwasher." }));

    [Test]
    public void The_owners_script_is_said_as_written() => Assert.That(
        FilmScript.Lines(FilmSource.Order("spoken-script") with { Script = "Hello. Pour slowly" }, FilmWords.In("en")), Is.EqualTo(new[] { "Hello.", "Pour slowly" }));

    [Test]
    public void A_maker_named_in_the_title_is_not_said_twice() => Assert.That(
        FilmScript.Lines(FilmSource.Order("narrative") with { Title = "Kiln & Linen jug", SellingPoints = [] }, FilmWords.In("en")), Is.EqualTo(new[] { "Kiln & Linen jug." }));

    [TestCase("de-AT", "von")]
    [TestCase("xx", "by")]
    public void Own_words_are_in_the_orders_language_or_english(string language, string by) => Assert.That(FilmWords.In(language).By, Is.EqualTo(by));

    [TestCase("Before / After", "Before", "After")]
    [TestCase("Black vs Blue", "Black", "Blue")]
    [TestCase("make it calm", "1", "2")]
    [TestCase(null, "1", "2")]
    public void A_comparisons_labels_are_the_owners_or_numbers(string? wish, string first, string second) => Assert.That(
        ComparisonFilm.Labels(FilmSource.Order("comparison") with { Wish = wish }), Is.EqualTo((first, second)));
}
