namespace Commerce.Shopify.Tests;

public sealed class ShopDomainTests
{
    [TestCase("garden.myshopify.com")]
    [TestCase("0-shop_2.myshopify.com")]
    public void Item05_accepts_a_permanent_domain(string text)
    {
        Assert.That(ShopDomain.Parse(text).Value, Is.EqualTo(text));
        Assert.That(ShopDomain.Parse(text).Origin, Is.EqualTo("https://" + text));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("myshopify.com")]
    [TestCase(".myshopify.com")]
    [TestCase("-a.myshopify.com")]
    [TestCase("Garden.myshopify.com")]
    [TestCase("garden.MYSHOPIFY.com")]
    [TestCase("garden.myshopify.com/")]
    [TestCase("garden.myshopify.com.")]
    [TestCase("garden.myshopify.com\n")]
    [TestCase(" garden.myshopify.com")]
    [TestCase("garden.myshopify.com.evil.example")]
    [TestCase("garden.myshopify.com:443")]
    [TestCase("evil.example/garden.myshopify.com")]
    [TestCase("evil.example#.myshopify.com")]
    [TestCase("evil@garden.myshopify.com")]
    [TestCase("garden.myshopify.com; script-src *")]
    [TestCase("https://garden.myshopify.com")]
    [TestCase("a.b.myshopify.com")]
    [TestCase("garden-myshopify.com")]
    [TestCase("gärten.myshopify.com")]
    [TestCase("garden.myshopify.io")]
    [TestCase("garden%2e.myshopify.com")]
    public void Item05_refuses_everything_else(string? text) => Assert.That(ShopDomain.TryParse(text, out _), Is.False);

    [Test]
    public void Item05_refuses_a_label_longer_than_the_name_system_allows()
    {
        Assert.That(ShopDomain.TryParse(new string('a', 63) + ".myshopify.com", out _), Is.True);
        Assert.That(ShopDomain.TryParse(new string('a', 64) + ".myshopify.com", out _), Is.False);
    }
}
