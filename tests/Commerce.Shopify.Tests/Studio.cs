using Commerce.Shopify.Admin;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;

namespace Commerce.Shopify.Tests;

/// <summary>The library as an app composes it, with a clock and an answering network of the test's own.</summary>
internal static class Studio
{
    public const string Secret = "current-secret-for-tests";
    public const string OldSecret = "old-secret-for-tests";
    public const string ApiKey = "app-for-tests";

    public static readonly ShopAccess Access = new(ShopDomain.Parse("garden.myshopify.com"), "token-for-tests");

    public static ServiceProvider With(HttpMessageHandler? http = null, TimeProvider? time = null, Dictionary<string, string?>? settings = null)
    {
        var values = new Dictionary<string, string?>
        {
            ["Shopify:ApiKey"] = ApiKey,
            ["Shopify:ApiSecret"] = Secret,
            ["Shopify:OldApiSecret"] = OldSecret,
            ["Shopify:AppUrl"] = "https://studio.example.com",
        };
        foreach (var (key, value) in settings ?? []) values[key] = value;
        var services = new ServiceCollection();
        services.AddLogging();
        if (time is not null) services.AddSingleton(time);
        services.AddShopify(new ConfigurationBuilder().AddInMemoryCollection(values).Build().GetSection("Shopify"));
        if (http is not null) services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new OnlyThis(http));
        return services.BuildServiceProvider();
    }

    private sealed class OnlyThis(HttpMessageHandler http) : IHttpMessageHandlerBuilderFilter
    {
        public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
        {
            next(builder);
            builder.PrimaryHandler = http;
        };
    }
}
