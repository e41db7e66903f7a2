using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Commerce.Publishing;
using Commerce.Workbench;

namespace Commerce.Tests.Architecture;

/// <summary>Checklist 29: from the publish path nothing of a merchant's can be deleted, replaced in bytes, renamed or reworded.</summary>
public sealed partial class PublishPathTests
{
    private static readonly string Library = Path.Combine(Checkout.Find().Root, "src", "Commerce.Shopify");

    [TestCase("fileDelete")]
    [TestCase("productSet")]
    [TestCase("productDeleteMedia")]
    [TestCase("productUpdateMedia")]
    [TestCase("productCreateMedia")]
    [TestCase("fileAcknowledgeUpdateFailed")]
    public void Item29_No_document_says(string mutation) =>
        Assert.That(Documents().Where(document => Regex.IsMatch(document.Text, $@"\b{mutation}\b")).Select(document => document.Name), Is.Empty);

    [Test]
    public void Item29_The_documents_were_found() => Assert.That(Documents().Select(document => document.Name), Is.SupersetOf(new[] { "FileUpdate.graphql", "VariantDetachMedia.graphql" }));

    [Test]
    public void Item29_A_file_update_names_no_source_no_file_name_and_no_preview()
    {
        var updates = UpdateInput().Matches(File.ReadAllText(Path.Combine(Library, "Publishing", "Files.cs"))).Select(match => match.Groups[1].Value).ToList();
        Assert.That(updates, Has.Count.EqualTo(3), "attach, detach and alt text");
        Assert.That(updates, Has.None.Matches<string?>(input => input is not null && (input.Contains("originalSource", StringComparison.OrdinalIgnoreCase)
            || input.Contains("filename", StringComparison.OrdinalIgnoreCase) || input.Contains("previewImageSource", StringComparison.OrdinalIgnoreCase))));
    }

    // An alt text is set once, by the creation of our own file. The call that sets one later is there for others, not for publishing.
    [Test]
    public void Item29_The_product_never_calls_what_rewords_a_file()
    {
        Assert.That(Called(typeof(PublicationPlanner).Assembly), Is.SupersetOf(new[] { "AttachAsync", "DetachAsync" }), "the scan sees calls");
        Assert.That(Called(typeof(PublicationPlanner).Assembly), Does.Not.Contain("SetAltAsync"));
    }

    private static IEnumerable<(string Name, string Text)> Documents() =>
        Directory.EnumerateFiles(Library, "*.graphql", SearchOption.AllDirectories).Select(path => (Path.GetFileName(path), File.ReadAllText(path)));

    private static List<string> Called(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        var metadata = file.GetMetadataReader();
        return [.. metadata.MemberReferences.Select(handle => metadata.GetString(metadata.GetMemberReference(handle).Name))];
    }

    [GeneratedRegex(@"UpdateAsync\(access, new \{([^}]*)\}")]
    private static partial Regex UpdateInput();
}
