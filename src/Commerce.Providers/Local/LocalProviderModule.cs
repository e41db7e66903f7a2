using Commerce.Media.Vips;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Providers.Local;

/// <summary>Everything the built-in provider contributes.</summary>
public static class LocalProviderModule
{
    /// <summary>Adds the built-in picture provider. <c>Media:Libvips</c> may name the picture library's file.</summary>
    public static IServiceCollection AddLocalProvider(this IServiceCollection services, IConfiguration configuration)
    {
        VipsLibrary.Use(configuration["Media:Libvips"]);
        return services.AddSingleton<IGenerationProvider, LocalImageProvider>();
    }
}
