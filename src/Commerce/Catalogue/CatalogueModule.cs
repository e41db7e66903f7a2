using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Catalogue;

public static class CatalogueModule
{
    private static readonly TimeSpan PictureLimit = TimeSpan.FromSeconds(60);

    public static IServiceCollection AddCatalogue(this IServiceCollection services)
    {
        services.AddHttpClient(SourcePictures.ClientName, client => client.Timeout = PictureLimit);
        return services.AddScoped<CatalogueSync>().AddScoped<CatalogueSyncs>().AddScoped<ProductWriter>().AddScoped<ProductReferences>().AddScoped<SourcePictures>();
    }
}
