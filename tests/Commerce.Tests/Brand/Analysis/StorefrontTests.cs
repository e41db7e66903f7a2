using Commerce.Brand;
using Commerce.Brand.Analysis;
using Commerce.Brand.Reading;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Commerce.Tests.Brand.Analysis;

/// <summary>Three shops with voices of their own, read over the wire: each profile sounds like its shop and like no other.</summary>
[Category("Contract")]
public sealed class StorefrontTests
{
    private readonly Dictionary<string, BrandDraft> drafts = [];

    [OneTimeSetUp]
    public async Task ReadAsync()
    {
        using var storefronts = await Storefronts.StartAsync();
        foreach (var (name, site) in storefronts.Sites)
        {
            var options = new BrandOptions { RequestDelay = TimeSpan.Zero, MaximumCrawlDelay = TimeSpan.Zero };
            options.AllowedPrivateOrigins.Add(site.GetLeftPart(UriPartial.Authority));
            var reader = new SiteReader(Options.Create(options), new HostTurns(TimeProvider.System), TimeProvider.System, NullLogger<SiteReader>.Instance);
            var reading = await reader.ReadAsync(site, null, CancellationToken.None);
            drafts[name] = BuiltInAnalyser.Analyse(reading.Pages, null, KnownCatalogue.Empty);
        }
    }

    [TestCase("field-and-fern", "Down-to-earth", "Handcrafted", "Honest", "Rugged")]
    [TestCase("kiln-and-linen", "Calm", "Considered", "Minimal", "Handcrafted")]
    [TestCase("ridgeline-outdoor", "Adventurous", "Technical", "Honest", "Rugged")]
    public void Hears_the_tone(string shop, params string[] expected) =>
        Assert.That(drafts[shop].ToneWords.Select(claim => claim.Text), Is.SupersetOf(expected));

    [Test]
    public void No_shop_has_another_ones_tone() =>
        Assert.That(drafts.Values.SelectMany(draft => draft.ToneWords).GroupBy(claim => claim.Text).Where(group => group.Count() == drafts.Count), Is.Empty);

    [TestCase("field-and-fern", "Gardeners")]
    [TestCase("kiln-and-linen", "People furnishing their home")]
    [TestCase("ridgeline-outdoor", "People who check the forecast and go anyway")]
    public void Finds_whom_it_is_for(string shop, string audience) =>
        Assert.That(drafts[shop].Audience[0].Text, Is.EqualTo(audience));

    [TestCase("field-and-fern", "Repairs offered")]
    [TestCase("kiln-and-linen", "Small batches")]
    [TestCase("ridgeline-outdoor", "Built to last")]
    public void Finds_what_it_stands_on(string shop, string feature) =>
        Assert.That(drafts[shop].Features.Select(claim => claim.Text), Does.Contain(feature));

    [TestCase("field-and-fern", "#fbfaf4", "#22301f", "#2f4f34", "#e0a458", "Deep green with ochre")]
    [TestCase("kiln-and-linen", "#fffdfa", "#2d2622", "#8f4a2e", "#4f6f7a", "Clear terracotta with blue")]
    [TestCase("ridgeline-outdoor", "#ffffff", "#14212b", "#143d59", "#f26b21", "Deep blue with orange")]
    public void Reads_the_palette(string shop, string background, string text, string primary, string accent, string inWords)
    {
        var palette = drafts[shop].Palette.Where(colour => colour.Role != ColourRole.Supporting).ToDictionary(colour => colour.Role, colour => colour.Hex);
        Assert.That(palette, Is.EquivalentTo(new Dictionary<ColourRole, string>
        {
            [ColourRole.Background] = background,
            [ColourRole.Text] = text,
            [ColourRole.Primary] = primary,
            [ColourRole.Accent] = accent,
        }));
        Assert.That(drafts[shop].StyleWords.Select(claim => claim.Text), Does.Contain(inWords));
    }

    [Test]
    public void Every_shop_has_a_sentence_and_words_of_its_own() => Assert.Multiple(() =>
    {
        foreach (var (shop, draft) in drafts)
        {
            Assert.That(draft.SampleSentence, Is.Not.Null, shop);
            Assert.That(draft.DoWords, Is.Not.Empty, shop);
        }
    });
}
