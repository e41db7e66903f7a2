using System.Security.Cryptography;
using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Billing;
using Commerce.Shopify.BulkOperations;
using Commerce.Shopify.Flow;
using Commerce.Shopify.Metafields;
using Commerce.Shopify.Products;
using Commerce.Shopify.Publishing;
using Commerce.Shopify.SessionTokens;
using Commerce.Shopify.Shops;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Commerce.Shopify;

/// <summary>Adds the Shopify library to a container.</summary>
public static class ShopifyModule
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan UploadLimit = TimeSpan.FromMinutes(30);
    private const long LargestAnswer = 32 * 1024 * 1024;

    /// <summary>Adds every client and operation, with options from <paramref name="section"/>, validated when the host starts.</summary>
    public static IServiceCollection AddShopify(this IServiceCollection services, IConfigurationSection section)
    {
        services.AddOptions<ShopifyOptions>().Bind(section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ShopifyOptions>, ShopifyOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new Backoff(provider.GetRequiredService<TimeProvider>(), () => RandomNumberGenerator.GetInt32(1000) / 1000d));
        services.TryAddSingleton<SessionTokenValidator>();
        services.TryAddSingleton<IShopBudgets, LocalShopBudgets>();
        services.TryAddSingleton<DocumentCosts>();
        services.TryAddSingleton<AnsweredVersions>();

        AddClient<AdminClient>(services, AnswerLimit);
        AddClient<TokenClient>(services, AnswerLimit);
        AddClient<StagedUploads>(services, UploadLimit);
        services.TryAddSingleton<ClientAssertion>();
        services.TryAddTransient<IAccessSource>(provider => provider.GetRequiredService<IOptions<ShopifyOptions>>().Value.Access switch
        {
            AccessKind.ClientCredentials => ActivatorUtilities.CreateInstance<ClientCredentialsAccess>(provider),
            AccessKind.ApplicationOnly => ActivatorUtilities.CreateInstance<ApplicationOnlyAccess>(provider),
            _ => ActivatorUtilities.CreateInstance<OfflineAccess>(provider),
        });
        AddClient<BulkResults>(services, AnswerLimit);
        services.TryAddTransient<ShopReader>();
        services.TryAddTransient<ProductReader>();
        services.TryAddTransient<BulkOperations.BulkOperations>();
        services.TryAddTransient<Files>();
        services.TryAddTransient<ProductMedia>();
        services.TryAddTransient<VariantMedia>();
        services.TryAddTransient<Jobs>();
        services.TryAddTransient<FlowTriggers>();
        services.TryAddTransient<AppMetafields>();
        AddBilling(services, section);
        return services;
    }

    private static void AddBilling(IServiceCollection services, IConfigurationSection section)
    {
        services.AddOptions<AppPricingOptions>().Bind(section.GetSection(AppPricingOptions.Section));
        services.TryAddTransient<AppBilling>();
        services.TryAddSingleton<AppBearer>();
        AddClient<PartnerClient>(services, AnswerLimit);
        AddClient<AppEvents>(services, AnswerLimit);
    }

    private static void AddClient<T>(IServiceCollection services, TimeSpan limit) where T : class =>
        services.AddHttpClient<T>(client => (client.Timeout, client.MaxResponseContentBufferSize) = (limit, LargestAnswer))
            .UseSocketsHttpHandler((handler, _) =>
            {
                // A redirect would carry the access token or the client secret to whatever host it names.
                handler.AllowAutoRedirect = false;
                handler.UseCookies = false;
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
}
