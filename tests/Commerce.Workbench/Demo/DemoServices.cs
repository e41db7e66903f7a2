using Commerce.Batches;
using Commerce.Billing;
using Commerce.Brand;
using Commerce.Catalogue;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Library;
using Commerce.Publishing;
using Commerce.Review;
using Commerce.Routing;
using Commerce.Security;
using Commerce.Shopify;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace Commerce.Workbench.Demo;

/// <summary>The product's own services as the pages use them, connected as the app role; no job runs in this process.</summary>
internal static class DemoServices
{
    public static ServiceProvider Build(DemoWorld world, DemoOptions options)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["ConnectionStrings:CommerceApp"] = world.Connections.App,
            ["ConnectionStrings:CommerceJobs"] = world.Connections.Jobs,
            ["Shopify:ApiKey"] = SandboxProcess.ClientId,
            ["Shopify:ApiSecret"] = world.Secrets.ShopifyApiSecret,
            ["Shopify:AppUrl"] = world.App.ToString().TrimEnd('/'),
            ["Shopify:ShopBaseAddress"] = $"{world.Sandbox.ToString().TrimEnd('/')}/shops/{{shop}}",
            ["Brand:AllowedPrivateOrigins:0"] = world.Shop.StorefrontUrl.GetLeftPart(UriPartial.Authority),
            ["Jobs:WorkerThreads"] = $"{options.Lanes}",
            ["Storage:Kind"] = "local",
            ["Storage:Folder"] = world.FilesFolder,
            ["Security:EncryptionKey"] = world.Secrets.EncryptionKey,
            ["Security:LinkKey"] = world.Secrets.LinkKey,
        }).AddInMemoryCollection(world.Vendors.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value))).Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development });
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddShopify(configuration.GetSection(ShopifyOptions.Section));
        services.AddSecurity().AddTenancy().AddData(configuration).AddLibrary(configuration);
        services.AddStores().AddCatalogue().AddBrand().AddCredits().AddBilling().AddBatches().AddGenerations().AddModelRouting().AddReview().AddPublishing();
        services.AddJobs(configuration, worker: false);
        return services.BuildServiceProvider();
    }
}
