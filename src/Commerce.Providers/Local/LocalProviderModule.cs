using Commerce.Media.Vips;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Providers.Local;

/// <summary>Everything the built-in provider contributes.</summary>
public static class LocalProviderModule
{
    /// <summary>Adds the built-in picture and video providers. <c>Media:Libvips</c> may name the picture library's file, <c>Media:Ffmpeg</c> the video program's.</summary>
    public static IServiceCollection AddLocalProvider(this IServiceCollection services, IConfiguration configuration)
    {
        VipsLibrary.Use(configuration["Media:Libvips"]);
        return services.AddSingleton<IGenerationProvider, LocalImageProvider>()
            .AddSingleton<IGenerationProvider>(new LocalVideoProvider(configuration["Media:Ffmpeg"]));
    }
}
