using Commerce.Alerts;
using Commerce.Batches;
using Commerce.Billing;
using Commerce.Brand;
using Commerce.Catalogue;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Flow;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Library;
using Commerce.Operations;
using Commerce.Providers.Local;
using Commerce.Publishing;
using Commerce.Retention;
using Commerce.Review;
using Commerce.Routing;
using Commerce.Security;
using Commerce.Signals;
using Commerce.Shopify;
using Commerce.Stores;
using Commerce.Tenancy;
using Commerce.Vitals;
using Commerce.Web.Callbacks;
using Commerce.Web.Downloads;
using Commerce.Web.Embedded;
using Commerce.Web.Extensions;
using Commerce.Web.Face;
using Commerce.Web.Health;
using Commerce.Web.Live;
using Commerce.Web.Media;
using Commerce.Web.Operators;
using Commerce.Web.Pages.Brand;
using Commerce.Web.Pages.Publications;
using Commerce.Web.Stores;
using Commerce.Web.Telemetry;
using Commerce.Web.Vitals;
using Commerce.Web.Webhooks;
using Commerce.Webhooks;
using Microsoft.AspNetCore.Diagnostics;

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
        services.AddStores().AddCatalogue().AddBrand().AddCredits().AddBilling().AddBatches().AddGenerations().AddModelRouting().AddReview().AddPublishing();
        services.AddWebhooks().AddRetention().AddVitals().AddFlow().AddSignals().AddAlerts().AddOperations();
        services.AddLocalProvider(configuration);
        services.AddJobs(configuration, role.Works);
        services.AddHealth();
        services.AddHostedService<TelemetryService>();
        if (role.Serves)
        {
            services.AddLive();
            services.AddEmbedded();
            services.AddFace();
            services.AddOperators();
            services.AddExtensions();
            services.AddScoped<RunRows>();
            services.AddWebhookDoor();
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
        app.UseExtensions();
        app.UseEmbedded();
        // The page that explains a failure passes here again; it needs no store, and finding one may be what failed.
        app.UseWhen(context => context.Features.Get<IExceptionHandlerFeature>() is null, request =>
        {
            request.UseStoreResolution();
            request.UseStoreZone();
        });
        app.MapWebhooks();
        app.MapCallbacks();
        app.MapMedia();
        app.MapDownloads();
        app.MapPublications();
        app.MapBatchEvents();
        app.MapBrand();
        app.MapVitals();
        app.MapExtensions();
        // Every page needs a proven store; the few that do not say so themselves.
        app.MapFace().RequireAuthorization(EmbeddedSession.Scheme);
    }
}
