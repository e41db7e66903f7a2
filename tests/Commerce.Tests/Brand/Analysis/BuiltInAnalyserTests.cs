using Commerce.Brand.Analysis;
using Commerce.Brand.Reading;

namespace Commerce.Tests.Brand.Analysis;

public sealed class BuiltInAnalyserTests
{
    private const string Style = "<style>:root{--color-background:#fbf7f0;--color-text:#2b2622;--color-primary:#2f5d50}a{color:#b5532a}</style>";

    private static readonly ReadPage[] Workshop =
    [
        Pages.Page("https://bags.example/", PageKind.Home, $$"""
            <html><head>{{Style}}<meta property="og:site_name" content="Hollow Lane"></head><body>
            <nav><p>We love fun, playful shopping in our menu.</p></nav>
            <main><h1>Bags sewn by hand in a small workshop.</h1><p>Our bags are handmade in Portugal from waxed canvas and built to last. Free shipping on all orders over 50.</p>
            <p>Made for walkers who carry everything. We never use plastic linings.</p></main>
            <footer><p>Honest, transparent, fair prices for the whole community.</p></footer></body></html>
            """),
        Pages.Page("https://bags.example/pages/about", PageKind.About, """
            <body><div class="cookie-banner"><p>We use cookies for a fun and playful experience.</p></div>
            <p>We are a family-run workshop with three benches, and every strap is stitched by hand.</p><p>The artisans who taught us kept their craftsmanship for decades; we repair what they made.</p>
            <p>Tough canvas, robust seams and sturdy buckles are all we need.</p></body>
            """),
    ];

    [Test]
    public void Hears_the_tone_the_audience_and_what_the_shop_stands_on()
    {
        var draft = BuiltInAnalyser.Analyse(Workshop, null, KnownCatalogue.Empty);
        Assert.That(draft.ToneWords.Select(claim => claim.Text), Does.Contain("Handcrafted"));
        Assert.That(draft.Features.Select(claim => claim.Text), Is.SupersetOf(new[] { "Made by hand", "Family business", "Made in Portugal" }));
        Assert.That(draft.Audience.Select(claim => claim.Text), Has.Some.StartsWith("Walkers who carry"));
        Assert.That(draft.DontWords.Select(claim => claim.Text), Has.Some.Contains("plastic"));
        Assert.That(draft.SiteName, Is.EqualTo("Hollow Lane"));
        Assert.That(draft.SampleSentence, Is.Not.Null);
    }

    [Test]
    public void Menus_notices_footers_and_shipping_terms_say_nothing_about_the_brand()
    {
        var draft = BuiltInAnalyser.Analyse(Workshop, null, KnownCatalogue.Empty);
        var quotes = draft.ToneWords.Concat(draft.Features).Concat(draft.DoWords).SelectMany(claim => claim.Receipts).Select(receipt => receipt.Quote).ToList();
        Assert.That(draft.ToneWords.Select(claim => claim.Text), Has.None.EqualTo("Playful").And.None.EqualTo("Honest"));
        Assert.That(quotes, Has.None.Contains("shipping").And.None.Contains("cookies"));
    }

    [Test]
    public void Gives_each_colour_its_role_and_its_declaration()
    {
        var palette = BuiltInAnalyser.Analyse(Workshop, null, KnownCatalogue.Empty).Palette;
        Assert.That(palette.Select(colour => (colour.Hex, colour.Role)), Is.EqualTo(new[]
        {
            ("#fbf7f0", ColourRole.Background), ("#2b2622", ColourRole.Text), ("#2f5d50", ColourRole.Primary), ("#b5532a", ColourRole.Accent),
        }));
        Assert.That(palette[2].Receipt.Quote, Is.EqualTo("--color-primary:#2f5d50"));
    }

    [Test]
    public void Nothing_found_says_so_and_claims_nothing()
    {
        var draft = BuiltInAnalyser.Analyse([Pages.Page("https://empty.example/", PageKind.Home, "<p>Hello")], null, KnownCatalogue.Empty);
        Assert.That(draft.ToneWords.Concat(draft.Audience).Concat(draft.Features).Concat(draft.StyleWords).Concat(draft.DoWords).Concat(draft.DontWords), Is.Empty);
        Assert.That(draft.Palette, Is.Empty);
        Assert.That(draft.SampleSentence, Is.Null);
        Assert.That(draft.Reasons, Has.Count.EqualTo(2));
    }

    [Test]
    public void Another_language_is_named_and_its_tone_left_empty()
    {
        var draft = BuiltInAnalyser.Analyse([Pages.Page("https://laden.example/", PageKind.Home, "<p>Wir sind eine kleine Werkstatt und nähen die Taschen mit der Hand, für alle, die viel zu tragen haben und nicht auf das Leben verzichten.")], null, KnownCatalogue.Empty);
        Assert.That(draft.Language.Code, Is.EqualTo("de"));
        Assert.That(draft.ToneWords, Is.Empty);
        Assert.That(draft.Reasons[0], Does.Contain("German"));
    }

    [Test]
    public void No_page_gives_an_empty_draft_with_a_reason() =>
        Assert.That(BuiltInAnalyser.Analyse([], "A shop", KnownCatalogue.Empty).Reasons, Has.Some.Contains("No page"));
}
