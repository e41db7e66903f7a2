using Commerce.Web.Tests.Infrastructure;

namespace Commerce.Web.Tests.Settings;

/// <summary>An installation without any vendor.</summary>
public sealed class UnconnectedTests : StudioFixture
{
    [Test]
    public async Task The_page_says_what_a_vendor_brings_and_that_none_is_needed()
    {
        using var client = ClientOf(StoreA);
        var page = await client.GetStringAsync("/settings/providers");
        Assert.That(page, Does.Contain("No AI provider is connected").And.Contain("You need none: the built-in renderer").And.Contain("What counts most"));
        Assert.That(await client.GetStringAsync("/"), Does.Contain("href=\"/settings/providers\""), "the app's navigation leads there");
    }
}
