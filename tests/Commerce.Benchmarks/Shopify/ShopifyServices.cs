using Commerce.Data;
using Commerce.Security;
using Commerce.Shopify;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Benchmarks.Shopify;

/// <summary>The product's own Shopify client with the shared budgets, as pages and workers have it.</summary>
internal static class ShopifyServices
{
    public static ServiceProvider FromEnvironment() => Build(new ConfigurationBuilder().AddEnvironmentVariables().Build());

    public static ServiceProvider Build(IConfiguration configuration, Action<IServiceCollection, IConfiguration>? change = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        services.AddShopify(configuration.GetSection(ShopifyOptions.Section));
        services.AddSecurity().AddTenancy().AddData(configuration).AddStores();
        change?.Invoke(services, configuration);
        return services.BuildServiceProvider();
    }

    /// <summary>The settings of a run against shops at <paramref name="address"/>, by configuration path.</summary>
    public static Dictionary<string, string?> Settings(string app, string jobs, string address, string clientId, string secret) => new()
    {
        ["ConnectionStrings:CommerceApp"] = app,
        ["ConnectionStrings:CommerceJobs"] = jobs,
        ["Shopify:ApiKey"] = clientId,
        ["Shopify:ApiSecret"] = secret,
        ["Shopify:AppUrl"] = "http://127.0.0.1:9",
        ["Shopify:ShopBaseAddress"] = $"{address.TrimEnd('/')}/shops/{{shop}}",
        ["Security:EncryptionKey"] = Convert.ToBase64String(new byte[32]),
        ["Security:LinkKey"] = new string('k', 32),
    };
}
