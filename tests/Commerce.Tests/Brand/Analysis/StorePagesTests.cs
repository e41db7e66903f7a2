using System.Text;
using AngleSharp.Dom;
using Commerce.Brand.Analysis;
using Commerce.Brand.Reading;

namespace Commerce.Tests.Brand.Analysis;

// Measured over all 70 pages: language 47 of 53, makers 22 of 25, site names 40 of 44, palettes 61 of 61. The thresholds leave
// room for two or three pages to turn, so that a changed rule may trade one page for another but not lose a kind of page.
[TestFixture, Category("Contract")]
public sealed class StorePagesTests
{
    private List<(ReadPage Page, System.Text.Json.JsonElement Truth, BrandDraft Draft)> shops = [];

    [OneTimeSetUp]
    public void Read_every_page() => shops = [.. StorePages.Load().Select(entry => (entry.Page, entry.Truth, BuiltInAnalyser.Analyse([entry.Page], null, KnownCatalogue.Empty)))];

    [Test]
    public void Every_receipt_stands_on_its_page_letter_for_letter()
    {
        foreach (var (page, _, draft) in shops)
        {
            var visible = PageText.Of(page.Document).Visible;
            var styles = string.Join('\n', page.Css.Select(css => css.Text)
                .Concat(page.Document.QuerySelectorAll("[style]").Select(element => element.GetAttribute("style")!))
                .Concat(page.Document.QuerySelectorAll("meta[name='theme-color']").Select(meta => meta.GetAttribute("content") ?? "")));
            foreach (var receipt in Receipts(draft))
            {
                Assert.That(receipt.Kind == ReceiptKind.Sentence ? visible : styles, Does.Contain(receipt.Quote), page.Url.AbsoluteUri);
                Assert.That(receipt.Page, Is.EqualTo(page.Url));
            }
        }
    }

    [Test]
    public void Every_claim_has_a_receipt_and_a_confidence_between_0_and_1()
    {
        var claims = shops.SelectMany(shop => Claims(shop.Draft)).ToList();
        Assert.That(claims, Is.Not.Empty);
        Assert.That(claims, Has.All.Matches<BrandClaim>(claim => claim is { Receipts.Count: > 0, Confidence: > 0 and <= 1, Text.Length: > 0 }));
    }

    [Test]
    public void An_empty_draft_says_why() =>
        Assert.That(shops.Where(shop => shop.Draft.ToneWords.Count == 0).Select(shop => shop.Draft.Reasons), Has.All.Not.Empty);

    [Test]
    public void The_language_agrees_with_what_the_page_declares()
    {
        var declared = shops.Select(shop => (Url: shop.Page.Url, Declared: shop.Page.Document.DocumentElement!.GetAttribute("lang")?.PadRight(2)[..2].Trim().ToLowerInvariant(), Read: shop.Draft.Language.Code))
            .Where(shop => !string.IsNullOrEmpty(shop.Declared)).ToList();
        foreach (var shop in declared.Where(shop => shop.Declared != shop.Read))
        {
            TestContext.Out.WriteLine($"{shop.Url} declares {shop.Declared}, read {shop.Read}");
        }

        var share = declared.Count(shop => shop.Declared == shop.Read) / (double)declared.Count;
        TestContext.Out.WriteLine($"language {share:0.000} of {declared.Count}");
        Assert.That(share, Is.GreaterThanOrEqualTo(0.8));
    }

    [Test]
    public void The_makers_of_the_products_agree_with_the_truth()
    {
        var known = shops.Where(shop => shop.Truth.TryGetProperty("brand", out _))
            .Select(shop => (Truth: shop.Truth.GetProperty("brand").EnumerateArray().Select(brand => Plain(brand.GetString()!)).ToList(), Read: StructuredFacts.Of(shop.Page.Document).Brands.Select(Plain).ToList(), shop.Page.Url)).ToList();
        var said = known.Where(shop => shop.Read.Count > 0).ToList();
        var right = said.Count(shop => shop.Read.Any(read => shop.Truth.Any(truth => read == truth)));
        foreach (var shop in said.Where(shop => !shop.Read.Any(read => shop.Truth.Any(truth => read == truth))))
        {
            TestContext.Out.WriteLine($"{shop.Url.Host}: {string.Join('|', shop.Truth)} <> {string.Join('|', shop.Read)}");
        }

        TestContext.Out.WriteLine($"brands: {known.Count} in the truth, {said.Count} named by the page, {right} right");
        Assert.That(right / (double)said.Count, Is.GreaterThanOrEqualTo(0.8));
    }

    [Test]
    public void A_site_name_agrees_with_the_host()
    {
        var named = shops.Where(shop => shop.Draft.SiteName is not null).ToList();
        var right = named.Count(shop => Plain(shop.Page.Url.Host).Contains(Plain(shop.Draft.SiteName!.Split(' ')[0].Split('.')[0]), StringComparison.Ordinal));
        TestContext.Out.WriteLine($"site names: {named.Count} of {shops.Count}, {right} agree; others: {string.Join(", ", named.Where(shop => !Plain(shop.Page.Url.Host).Contains(Plain(shop.Draft.SiteName!.Split(' ')[0].Split('.')[0]), StringComparison.Ordinal)).Select(shop => $"{shop.Page.Url.Host}={shop.Draft.SiteName}"))}");
        Assert.That(right / (double)named.Count, Is.GreaterThanOrEqualTo(0.85));
    }

    [Test]
    public void A_palette_is_read_from_most_pages_with_styles()
    {
        var styled = shops.Where(shop => shop.Page.Css.Sum(css => css.Text.Length) > 2_000).ToList();
        var share = styled.Count(shop => shop.Draft.Palette.Count >= 2) / (double)styled.Count;
        TestContext.Out.WriteLine($"palettes: {share:0.000} of {styled.Count}");
        Assert.That(share, Is.GreaterThanOrEqualTo(0.95));
    }

    [Test]
    public void The_same_pages_give_the_same_draft()
    {
        foreach (var (page, _, draft) in shops.Take(10))
        {
            Assert.That(Describe(BuiltInAnalyser.Analyse([page], null, KnownCatalogue.Empty)), Is.EqualTo(Describe(draft)));
        }
    }

    [Test]
    public void Readable_results_of_the_english_pages()
    {
        var english = shops.Where(shop => shop.Draft.Language.Code == "en").ToList();
        TestContext.Out.WriteLine(string.Join("\n\n", english.Select(shop => $"{shop.Page.Url}\n{Describe(shop.Draft)}")));
        Assert.That(english, Is.Not.Empty);
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static IEnumerable<BrandClaim> Claims(BrandDraft draft) =>
        draft.ToneWords.Concat(draft.Audience).Concat(draft.Features).Concat(draft.StyleWords).Concat(draft.DoWords).Concat(draft.DontWords);

    private static IEnumerable<Receipt> Receipts(BrandDraft draft) => Claims(draft).SelectMany(claim => claim.Receipts)
        .Concat(draft.Palette.Select(colour => colour.Receipt))
        .Concat(draft.SampleSentence is { } sample ? [sample] : []);

    private static string Describe(BrandDraft draft)
    {
        var text = new StringBuilder($"  {draft.SiteName} [{draft.Language.Code} {draft.Language.Confidence}]\n");
        foreach (var (title, claims) in new[] { ("tone", draft.ToneWords), ("audience", draft.Audience), ("features", draft.Features), ("style", draft.StyleWords), ("do", draft.DoWords), ("don't", draft.DontWords) })
        {
            foreach (var claim in claims)
            {
                text.Append("  ").Append(title).Append(": ").Append(claim.Text).Append(' ').Append(claim.Confidence).Append(" <- ").Append(claim.Receipts[0].Quote).Append('\n');
            }
        }

        foreach (var colour in draft.Palette)
        {
            text.Append("  ").Append(colour.Hex).Append(' ').Append(colour.Role).Append(' ').Append(colour.Share).Append(" <- ").Append(colour.Receipt.Quote).Append('\n');
        }

        return text.Append("  sample: ").Append(draft.SampleSentence?.Quote).Append("\n  ").AppendJoin(" ", draft.Reasons).ToString();
    }
}
