using Commerce.Routing;
using Commerce.Tests.Publishing;
using Commerce.Workbench;
using Microsoft.Extensions.Configuration;

namespace Commerce.Tests.Workbench;

/// <summary>An app beside the sandbox knows no vendor but the sandbox's.</summary>
public sealed class SandboxVendorsTests
{
    private static readonly Uri App = new("http://127.0.0.1:9/");

    [Test]
    public async Task Every_address_of_every_vendor_leads_to_the_sandbox_and_no_vendor_has_a_key()
    {
        using var sandbox = await SandboxServer.StartAsync();
        var options = Bind(await SandboxVendors.SettingsAsync(sandbox.Control.BaseAddress!, App, connected: null, CancellationToken.None));

        Assert.That(options.CallbackBase, Is.EqualTo(App));
        Assert.That(options.Vendors.Keys, Is.EquivalentTo(Vendor.All.Select(vendor => vendor.Key)));
        Assert.That(options.Vendors.Values.Select(vendor => vendor.Key), Is.All.Null);
        Assert.That(options.Vendors.Values.Select(vendor => vendor.Address!.GetLeftPart(UriPartial.Authority)), Is.All.EqualTo(sandbox.Url));
        Assert.That(options.OwnOrigins(), Has.Count.EqualTo(1), "file services and key sets too");
        Assert.That((options.Of("kie").Files, options.Of("fal").KeySet), Is.EqualTo((new Uri($"{sandbox.Url}/vendors/kie-files/"), new Uri($"{sandbox.Url}/vendors/fal/.well-known/jwks.json"))));
        Assert.That(new[] { "kie", "kling", "replicate", "fal" }.Where(vendor => !CallbackDoor.Verifies(vendor, options)), Is.Empty);
    }

    [Test]
    public async Task Only_the_asked_vendor_has_a_key_and_what_a_shell_holds_is_taken_away()
    {
        using var sandbox = await SandboxServer.StartAsync();
        var settings = await SandboxVendors.SettingsAsync(sandbox.Control.BaseAddress!, App, "fal", CancellationToken.None);
        Assert.That(Bind(settings).Vendors.Where(vendor => vendor.Value.Key is not null).Select(vendor => vendor.Key), Is.EqualTo(new[] { "fal" }));
        Assert.That(settings, Does.ContainKey("Providers__Vendors__kie__Key"));
        Assert.That(settings["Providers__Vendors__kie__Key"], Is.Null);
    }

    private static RoutingOptions Bind(Dictionary<string, string?> settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value)))
        .Build().GetSection(RoutingOptions.Section).Get<RoutingOptions>()!;
}
