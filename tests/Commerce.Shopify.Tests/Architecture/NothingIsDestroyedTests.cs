using System.Text;

namespace Commerce.Shopify.Tests.Architecture;

/// <summary>Checklist 29: a merchant's originals cannot be deleted or replaced, because the library has no words for it.</summary>
public sealed class NothingIsDestroyedTests
{
    private static readonly byte[] Library = File.ReadAllBytes(typeof(ShopDomain).Assembly.Location);

    [TestCase("fileDelete")]
    [TestCase("productSet")]
    [TestCase("productDeleteMedia")]
    [TestCase("previewImageSource")]
    public void The_library_cannot_say(string word) => Assert.That(Holds(Encoding.UTF8, word) || Holds(Encoding.Unicode, word), Is.False);

    [Test]
    public void A_source_is_named_only_when_a_file_is_made()
    {
        // One literal in the whole library, and it is the dictionary key of file creation; updates are anonymous objects,
        // whose members would appear as UTF-8 names.
        Assert.That(Holds(Encoding.UTF8, "originalSource"), Is.False);
        Assert.That(Holds(Encoding.Unicode, "originalSource"), Is.True);
    }

    private static bool Holds(Encoding encoding, string word) => Library.AsSpan().IndexOf(encoding.GetBytes(word)) >= 0;
}
