using Commerce.Batches;
using Commerce.Billing;
using Commerce.Brand;
using Commerce.Catalogue;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Library;
using Commerce.Providers.Local;
using Commerce.Publishing;
using Commerce.Review;
using Commerce.Security;
using Commerce.Shopify;
using Commerce.Stores;
using Commerce.Tenancy;
using Commerce.Web.Embedded;
using Commerce.Web.Face;
using Commerce.Web.Health;
using Commerce.Web.Live;
using Commerce.Web.Media;
using Commerce.Web.Pages.Publications;
using Commerce.Web.Pages.Brand;
using Commerce.Web.Stores;
using Commerce.Web.Telemetry;

namespace Commerce.Web;

/// <summary>Composes the host: what it adds to the container and in which order requests pass.</summary>
public static class Studio
{
    /// <summary>Adds every capability. <c>--role web</c> serves pages only, <c>--role worker</c> runs jobs only; without it, both.</summary>
    public static void AddStudio(this WebApplicationBuilder builder)
    {
        var (services, configuration, role) = (builder.Services, builder.Configuration, Role.Of(builder.Configuration));
        services.AddSingleton(TimeProvider.System);
        services.AddShopify(configuration.GetSection(ShopifyOptions.Section));
        services.AddSecurity().AddTenancy().AddData(configuration).AddLibrary(configuration);
        services.AddStores().AddCatalogue().AddBrand().AddCredits().AddBilling().AddBatches().AddGenerations().AddReview().AddPublishing();
        services.AddLocalProvider(configuration);
        services.AddJobs(configuration, role.Works);
        services.AddHealth();
        services.AddHostedService<TelemetryService>();
        if (role.Serves)
        {
            services.AddLive();
            services.AddEmbedded();
            services.AddFace();
            services.AddScoped<RunRows>();
        }
    }

    /// <summary>Maps pages and endpoints in the order requests pass them.</summary>
    public static void UseStudio(this WebApplication app)
    {
        app.MapHealth();
        if (!Role.Of(app.Configuration).Serves)
        {
            return;
        }

        app.UseFaceErrors();
        app.UseEmbedded();
        app.UseStoreResolution();
        app.MapMedia();
        app.MapPublications();
        app.MapBatchEvents();
        app.MapBrand();
        // Every page needs a proven store; the few that do not say so themselves.
        app.MapFace().RequireAuthorization(EmbeddedSession.Scheme);
    }
}
