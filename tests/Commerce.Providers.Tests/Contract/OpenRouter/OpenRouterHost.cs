using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.OpenRouter;

/// <summary>Plays OpenRouter by its own document.</summary>
internal static class OpenRouterHost
{
    private static readonly Lazy<Spec> Contract = new(() => new Spec(Places.Vendor("openrouter/openapi.json")));

    public static VendorKey Key { get; } = new("secret-of-tests-1");

    public static Spec Spec => Contract.Value;

    public static Task<VendorHost> StartAsync() => VendorHost.StartAsync(Contract.Value);

    public static Scripted Error(int status, string message = "no") => Scripted.Json($$$"""{"error":{"code":{{{status}}},"message":"{{{message}}}"}}""", status);
}
