using System.Text.RegularExpressions;
using Commerce.Generations.Failures;
using Commerce.Workbench;

namespace Commerce.Tests.Generations.Failures;

/// <summary>Reads the failure codes out of the source: whoever adds one has to say what it means and what helps.</summary>
public sealed partial class FailureCatalogueTests
{
    private static readonly string[] Parts = ["Commerce", "Commerce.Media", "Commerce.Providers"];

    // Not a failure of a row: it was asked for.
    private const string Cancelled = "cancelled";

    private static IEnumerable<string> Codes => Parts.SelectMany(part => Directory.EnumerateFiles(Path.Combine(Checkout.Find().Root, "src", part), "*.cs", SearchOption.AllDirectories))
        .SelectMany(file => Code().Matches(File.ReadAllText(file)).Select(match => match.Groups["code"].Value)).Where(code => code != Cancelled).Distinct().Order(StringComparer.Ordinal);

    [Test]
    public void CG04_the_source_was_read() =>
        Assert.That(Codes, Is.SupersetOf(new[] { "picture-damaged", "ffmpeg-failed", "stored_bytes_differ", "wrong_size", "connection", "internal", "product-removed", "provider_missing", "source-unreachable" }));

    [TestCaseSource(nameof(Codes))]
    public void CG04_every_code_has_words_and_a_way_on(string code) =>
        Assert.That(FailureCatalogue.Of(code), Is.SameAs(FailureCatalogue.All.SingleOrDefault(entry => entry.Code == code)), $"src/Commerce/Generations/Failures/FailureCatalogue.cs says nothing about {code}");

    [Test]
    public void CG04_the_words_are_sentences_without_jargon() => Assert.Multiple(() =>
    {
        foreach (var entry in FailureCatalogue.All)
        {
            Assert.That(entry.Reason, Does.Match("^[A-Z][^.!]+$"), entry.Code);
            Assert.That(entry.Fix, Does.Match(@"^[A-Z].+\.$").And.Not.Contain("!"), entry.Code);
        }
    });

    [Test]
    public void CG04_a_code_that_only_a_provider_knows_still_has_a_way_on()
    {
        var entry = FailureCatalogue.Of("moderation_block_17");
        Assert.That((entry.Code, entry.Remedy), Is.EqualTo(("moderation_block_17", Remedy.TryAgain)));
        Assert.That(FailureCatalogue.Of(null).Fix, Is.Not.Empty);
    }

    // A code is what an exception or an outcome is made with, and what a row is ended or tried again with; or it has a name of its own.
    [GeneratedRegex("""(?:const string \w+Code = "(?<code>[a-z]+(?:[-_][a-z]+)*)";|(?:ProviderException|MediaException|TaskProgress\.Failed|EndAsync|AgainAsync)\((?:[^()"]|\([^()]*\))*?"(?<code>[a-z]+(?:[-_][a-z]+)*)"\s*,)""")]
    private static partial Regex Code();
}
