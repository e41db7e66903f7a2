using Commerce.Library.Storage;
using Commerce.Security;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commerce.Library;

public static class LibraryModule
{
    public static IServiceCollection AddLibrary(this IServiceCollection services, IConfiguration configuration) => services
        .AddStorage(configuration)
        .AddSingleton(provider => new SignedLinks(provider.GetRequiredService<IOptions<SecurityOptions>>().Value.LinkKey, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<MediaLinks>()
        .AddSingleton<DownloadLinks>()
        .AddScoped<ChannelPictures>();
}
