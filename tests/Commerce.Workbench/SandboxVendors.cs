using Commerce.Routing;
using Commerce.Workbench.Stores;

namespace Commerce.Workbench;

/// <summary>
/// Points the app at the AI vendors that the sandbox plays. These settings exist only in the environment of an app that
/// this program starts beside a sandbox: no file holds them, so an installation of anybody's talks to the vendors themselves.
/// </summary>
public static class SandboxVendors
{
    // Any words open a vendor of the sandbox, but for some that begin with "wrong".
    private const string Key = "any words will do";

    /// <summary>The app's settings, as environment variables; null takes away what the shell may hold.</summary>
    /// <param name="sandbox">Where the sandbox answers.</param>
    /// <param name="app">Where the vendors call back.</param>
    /// <param name="connected">The one vendor that has a key of the installation's; null for none, so that stores connect vendors themselves.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<Dictionary<string, string?>> SettingsAsync(Uri sandbox, Uri app, string? connected, CancellationToken ct)
    {
        using var control = new SandboxControl(sandbox);
        var played = await control.VendorsAsync(ct);
        var settings = new Dictionary<string, string?> { [$"{RoutingOptions.Section}__{nameof(RoutingOptions.CallbackBase)}"] = app.ToString() };
        foreach (var vendor in Vendor.All)
        {
            var one = played.Single(entry => entry.Name == vendor.Key);
            Set(nameof(VendorOptions.Address), one.Base.ToString());
            Set(nameof(VendorOptions.Files), vendor.Files is null ? null : new Uri(one.Base, $"../{vendor.Key}-files/").ToString());
            Set(nameof(VendorOptions.KeySet), vendor.Key == "fal" ? new Uri(one.Base, ".well-known/jwks.json").ToString() : null);
            Set(nameof(VendorOptions.CallbackSecret), one.Secret);
            Set(nameof(VendorOptions.Key), vendor.Key == connected ? Key : null);

            void Set(string name, string? value) => settings[$"{RoutingOptions.Section}__{nameof(RoutingOptions.Vendors)}__{vendor.Key}__{name}"] = value;
        }

        return settings;
    }
}
