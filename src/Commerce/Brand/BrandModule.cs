using Commerce.Brand.Reading;
using Commerce.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Commerce.Brand;

public static class BrandModule
{
    /// <summary>Reads a store's own website and writes down its brand tone, version by version.</summary>
    public static IServiceCollection AddBrand(this IServiceCollection services)
    {
        services.AddOptions<BrandOptions>()
            .BindConfiguration(BrandOptions.Section)
            .ValidateDataAnnotations()
            .Validate(options => options.AllowedPrivateOrigins.All(SiteAddress.IsOrigin),
                "Brand:AllowedPrivateOrigins holds something other than an origin such as http://127.0.0.1:4010.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<HostTurns>();
        services.AddSingleton<SiteReader>();
        services.AddScoped<BrandProfiles>();
        services.AddScoped<BrandReadings>();
        services.AddScoped<BrandReader>();
        services.AddSingleton<IBacklog, ReadingBacklog>();
        return services;
    }
}
