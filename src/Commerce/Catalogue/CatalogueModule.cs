using System.Net;
using Commerce.Brand;
using Commerce.Brand.Reading;
using Commerce.Catalogue.Loads;
using Commerce.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Quartz;

namespace Commerce.Catalogue;

public static class CatalogueModule
{
    private const int PictureRedirects = 3;
    private static readonly TimeSpan PictureLimit = TimeSpan.FromSeconds(60);

    public static IServiceCollection AddCatalogue(this IServiceCollection services)
    {
        services.AddHttpClient(SourcePictures.ClientName, client => client.Timeout = PictureLimit);
        services.AddHttpClient(SourcePictures.StrangersClientName, client => client.Timeout = PictureLimit).ConfigurePrimaryHttpMessageHandler(PublicOnly);
        services.AddScoped<CatalogueSync>().AddScoped<CatalogueSyncs>().AddScoped<SourcePictures>().AddScoped<ProductReferences>();
        services.AddScoped<ToldTable>().AddScoped<CatalogueMerge>().AddScoped<ProductWriter>();
        services.AddScoped<CatalogueLoads>().AddScoped<LoadReader>().AddScoped<LoadDownload>().AddScoped<LoadMerge>();
        services.AddSingleton<ChangesAhead>().AddScoped<ProductChanges>().AddScoped<Reconciliation>();
        return services.AddScoped<IWebhookEffect, ProductEffect>().AddScoped<IWebhookEffect, BulkFinishEffect>();
    }

    // Addresses of spreadsheets are anybody's: only the open internet is asked.
    private static SocketsHttpHandler PublicOnly(IServiceProvider services) => new SiteConnection(
        services.GetRequiredService<IOptions<BrandOptions>>().Value.AllowedPrivateOrigins.Select(origin => SiteAddress.OriginOf(new Uri(origin))).ToHashSet(StringComparer.Ordinal),
        (host, ct) => Dns.GetHostAddressesAsync(host, ct)).CreateHandler(PictureRedirects);

    /// <summary>Has every store's catalogue reconciled each night; for processes that run jobs.</summary>
    public static void ScheduleReconciliation(this IQuartzBuilder quartz) => quartz.ScheduleJob<ReconciliationRoundJob>(
        trigger => trigger.WithIdentity("reconciliation-round", "system").WithCronSchedule(ReconciliationRoundJob.EachNight),
        job => job.WithIdentity("reconciliation-round", "system"));
}
