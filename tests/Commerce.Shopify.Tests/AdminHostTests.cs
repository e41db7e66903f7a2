using System.Text;

namespace Commerce.Shopify.Tests;

/// <summary>Checklist item 05, the <c>host</c> parameter.</summary>
public sealed class AdminHostTests
{
    private const string Admin = "https://admin.shopify.com";

    [TestCase("admin.shopify.com/store/garden")]
    [TestCase("admin.shopify.com/store/garden-tools_2")]
    [TestCase("garden.myshopify.com/admin")]
    public void Item05_a_place_in_the_admin_is_accepted_with_and_without_padding(string place)
    {
        var encoded = Convert.ToBase64String(Encoding.UTF8.GetBytes(place));
        foreach (var parameter in new[] { encoded, encoded.TrimEnd('=') })
        {
            Assert.That(AdminHost.TryParse(parameter, Admin, out var host), Is.True);
            Assert.That(host!.Address, Is.EqualTo(place));
        }
    }

    [TestCase("admin.shopify.com")]
    [TestCase("admin.shopify.com/")]
    [TestCase("admin.shopify.com/store/")]
    [TestCase("admin.shopify.com/store/garden/")]
    [TestCase("admin.shopify.com/store/garden/apps/x")]
    [TestCase("admin.shopify.com/store/../x")]
    [TestCase("admin.shopify.com/store/garden?x")]
    [TestCase("admin.shopify.com/store/garden#x")]
    [TestCase("admin.shopify.com/store/garden\n")]
    [TestCase("admin.shopify.com/store/Garden")]
    [TestCase("Admin.Shopify.com/store/garden")]
    [TestCase("admin.shopify.com:444/store/garden")]
    [TestCase("admin.shopify.com.evil.example/store/garden")]
    [TestCase("admin.shopify.com@evil.example/store/garden")]
    [TestCase("evil@admin.shopify.com/store/garden")]
    [TestCase("evil.example/admin.shopify.com/store/garden")]
    [TestCase("evil.example\\@admin.shopify.com/store/garden")]
    [TestCase("evil.example\\.admin.shopify.com/store/garden")]
    [TestCase("\tadmin.shopify.com/store/garden")]
    [TestCase(" admin.shopify.com/store/garden")]
    [TestCase("https://admin.shopify.com/store/garden")]
    [TestCase("//admin.shopify.com/store/garden")]
    [TestCase("admin.shopify.com%2eevil.example/store/garden")]
    [TestCase("garden.myshopify.com")]
    [TestCase("garden.myshopify.com/")]
    [TestCase("garden.myshopify.com/admin/")]
    [TestCase("Garden.myshopify.com/admin")]
    [TestCase("garden.myshopify.com.evil/admin")]
    [TestCase("myshopify.com/admin")]
    [TestCase("gärten.myshopify.com/admin")]
    [TestCase("evil.example/store/garden")]
    [TestCase("\0admin.shopify.com/store/garden")]
    public void Item05_any_other_place_is_refused(string place) =>
        Assert.That(AdminHost.TryParse(Convert.ToBase64String(Encoding.UTF8.GetBytes(place)), Admin, out _), Is.False);

    [TestCase(null)]
    [TestCase("")]
    [TestCase("admin.shopify.com/store/garden")]
    [TestCase("YWRtaW4 uc2hvcGlmeS5jb20vc3RvcmUvZ2FyZGVu")]
    [TestCase("YWRtaW4uc2hvcGlmeS5jb20vc3RvcmUvZ2FyZGVu\n")]
    [TestCase("%59WRtaW4uc2hvcGlmeS5jb20vc3RvcmUvZ2FyZGVu")]
    [TestCase("a")]
    [TestCase("====")]
    public void Item05_what_is_not_base64_is_refused(string? parameter) => Assert.That(AdminHost.TryParse(parameter, Admin, out _), Is.False);

    [Test]
    public void Item05_an_over_long_parameter_is_refused() =>
        Assert.That(AdminHost.TryParse(Convert.ToBase64String(Encoding.UTF8.GetBytes("admin.shopify.com/store/" + new string('a', 600))), Admin, out _), Is.False);

    [Test]
    public void Item05_the_configured_admin_is_the_only_admin()
    {
        var sandbox = Convert.ToBase64String("127.0.0.1:4100/store/garden"u8);
        Assert.That(AdminHost.TryParse(sandbox, "http://127.0.0.1:4100", out _), Is.True);
        Assert.That(AdminHost.TryParse(sandbox, Admin, out _), Is.False);
    }
}
