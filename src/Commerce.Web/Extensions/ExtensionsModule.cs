using Commerce.Tenancy;
using Commerce.Web.Embedded;
using Microsoft.AspNetCore.Mvc;

namespace Commerce.Web.Extensions;

/// <summary>What the app's extensions and Shopify Flow need of the host.</summary>
public static class ExtensionsModule
{
    private const string AnyOrigin = "extensions";
    private static readonly TimeSpan PreflightLife = TimeSpan.FromSeconds(7200);

    public static IServiceCollection AddExtensions(this IServiceCollection services)
    {
        // Extensions run on an origin of Shopify's own. Every origin may ask, as no cookie answers and the bearer token proves the sender.
        services.AddCors(cors => cors.AddPolicy(AnyOrigin, policy => policy
            .AllowAnyOrigin()
            .WithMethods(HttpMethods.Get, HttpMethods.Post)
            .WithHeaders("Authorization", "Content-Type")
            .WithExposedHeaders(ShopifySessionHandler.RetryHeader, "Retry-After")
            .SetPreflightMaxAge(PreflightLife)));
        // A body that is no JSON is the sender's fault on a developer's machine too.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = false);
        return services.AddSingleton<ExtensionRates>().AddScoped<Quotes>().AddScoped<ProductStatuses>();
    }

    /// <summary>Call before authentication, so that a preflight needs no token and a refusal carries its headers.</summary>
    public static void UseExtensions(this WebApplication app) => app.UseCors();

    public static void MapExtensions(this WebApplication app)
    {
        var extensions = app.MapGroup("")
            .RequireCors(AnyOrigin)
            .RequireAuthorization(EmbeddedSession.Scheme)
            .WithMetadata(new SkipStatusCodePagesAttribute())
            .AddEndpointFilter(async (context, next) =>
            {
                var http = context.HttpContext;
                var services = http.RequestServices;
                return services.GetRequiredService<ExtensionRates>().Refuse(services.GetRequiredService<StoreScope>().StoreId, http.Response) ?? await next(context);
            });
        extensions.MapPost(ExtensionAddresses.Quote, Quotes.AnswerAsync);
        extensions.MapPost(ExtensionAddresses.Batches, StartEndpoint.StartAsync);
        extensions.MapGet(ExtensionAddresses.Product, ProductStatuses.AnswerAsync);

        // Signed by the body instead of a session token; Flow calls from Shopify's servers, so no origin is asked.
        app.MapPost(ExtensionAddresses.Flow, FlowEndpoint.RunAsync).AllowAnonymous().WithMetadata(new SkipStatusCodePagesAttribute());
    }
}
