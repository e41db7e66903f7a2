using Commerce.Workbench.Postgres;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;

namespace Commerce.Web.Tests.Infrastructure;

/// <summary>The app as it is composed for real, role web, on a test's database; only the network and the clock are the test's.</summary>
public sealed class StudioHost(TestDatabase database, string folder, ThrowsOnUnexpected outside, TimeProvider time, Dictionary<string, string>? more = null, Action<IServiceCollection>? services = null) : WebApplicationFactory<Words>
{
    public const string ApiKey = "studio-test";

    /// <summary>Signs nothing outside this process.</summary>
    public const string ApiSecret = "not-a-secret-only-this-test-uses-it";

    public const string Origin = "http://127.0.0.1:5080";

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseEnvironment("Development");
        foreach (var (name, value) in Settings().Concat(more ?? []))
        {
            builder.UseSetting(name, value);
        }

        builder.ConfigureLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        builder.ConfigureTestServices(added =>
        {
            added.AddSingleton(time);
            added.AddSingleton<IHttpMessageHandlerBuilderFilter>(outside);
            services?.Invoke(added);
        });
    }

    private Dictionary<string, string> Settings() => new()
    {
        ["role"] = "web",
        ["ConnectionStrings:CommerceApp"] = database.App,
        ["ConnectionStrings:CommerceJobs"] = database.Jobs,
        ["Shopify:ApiKey"] = ApiKey,
        ["Shopify:ApiSecret"] = ApiSecret,
        ["Shopify:AppUrl"] = Origin,
        ["Shopify:ShopBaseAddress"] = "http://127.0.0.1:9/shops/{shop}",
        ["Shopify:AdminOrigin"] = "http://127.0.0.1:9",
        ["Shopify:AppBridgeUrl"] = "http://127.0.0.1:9/app-bridge.js",
        ["Storage:Kind"] = "local",
        ["Storage:Folder"] = folder,
        ["Security:EncryptionKey"] = Convert.ToBase64String(new byte[32]),
        ["Security:LinkKey"] = new string('k', 32),
    };
}
