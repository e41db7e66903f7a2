using System.Globalization;
using Commerce.Library;

namespace Commerce.Tests.Library;

public sealed class SignedLinksTests
{
    private const string Key = "stores/one/assets/a.webp";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly Clock clock = new();
    private SignedLinks links = null!;

    [SetUp]
    public void Start()
    {
        clock.Now = new DateTimeOffset(2026, 11, 21, 8, 10, 0, TimeSpan.Zero);
        links = new SignedLinks(new string('k', 32), clock);
    }

    [Test]
    public void Opens_its_key_for_at_least_the_lifetime_and_at_most_twice()
    {
        var (expires, signature) = Parts(links.Sign(Key, Hour));

        Assert.That(links.Accepts(Key, expires, signature));
        clock.Now += Hour;
        Assert.That(links.Accepts(Key, expires, signature));
        clock.Now += Hour;
        Assert.That(links.Accepts(Key, expires, signature), Is.False);
    }

    [Test]
    public void Refuses_another_key_expiry_or_secret()
    {
        var (expires, signature) = Parts(links.Sign(Key, Hour));

        Assert.That(links.Accepts("stores/two/assets/a.webp", expires, signature), Is.False);
        Assert.That(links.Accepts(Key, expires + 1, signature), Is.False);
        Assert.That(new SignedLinks(new string('x', 32), clock).Accepts(Key, expires, signature), Is.False);
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("not base64!")]
    [TestCase("AAAA")]
    [TestCase("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Refuses_a_signature_that_is_none(string? signature) =>
        Assert.That(links.Accepts(Key, clock.Now.ToUnixTimeSeconds() + 60, signature), Is.False);

    [Test]
    public void Stays_the_same_for_a_while_so_that_browsers_can_cache()
    {
        var first = links.Sign(Key, Hour);
        clock.Now += TimeSpan.FromMinutes(20);

        Assert.That(links.Sign(Key, Hour), Is.EqualTo(first));
        Assert.That(Uri.IsWellFormedUriString("/files/a.webp?" + first, UriKind.Relative));
    }

    [Test]
    public void Refuses_a_short_secret() =>
        Assert.That(() => new SignedLinks("short", clock), Throws.ArgumentException.With.Message.Contains("Security:LinkKey"));

    private static (long Expires, string Signature) Parts(string query)
    {
        var values = query.Split('&').Select(part => part.Split('=', 2)[1]).ToArray();
        return (long.Parse(values[0], CultureInfo.InvariantCulture), values[1]);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
