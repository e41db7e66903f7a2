using System.Net;
using Commerce.Brand.Reading;
using Commerce.Routing.Cutouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Quartz;

namespace Commerce.Routing;

public static class RoutingModule
{
    // Above the longest a vendor takes to answer an order at once; the engine's own limits come first.
    private static readonly TimeSpan Answer = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Download = TimeSpan.FromMinutes(15);

    // A film in an answer is the largest; in bytes.
    private const long LongestAnswer = OutputIntake.Largest;

    private const int Redirects = 3;
    private const int DownloadsAtOnce = 16;

    // AddRouting is taken by the framework.
    public static IServiceCollection AddModelRouting(this IServiceCollection services)
    {
        services.AddOptions<RoutingOptions>().BindConfiguration(RoutingOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RoutingOptions>, RoutingOptionsValidator>());
        services.AddHttpClient(VendorClients.ClientName, client =>
            {
                client.Timeout = Answer;
                client.MaxResponseContentBufferSize = LongestAnswer;
            })
            // Requests name callbacks' tokens in their addresses, and time is measured by the caller.
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) });
        services.AddHttpClient(OutputIntake.ClientName, client => client.Timeout = Download).ConfigurePrimaryHttpMessageHandler(PublicOnly);
        return services
            .AddSingleton<VendorClients>().AddSingleton<OutputIntake>().AddSingleton<ModelFigures>().AddSingleton<CallbackTokens>()
            .AddSingleton<VendorProviders>().AddSingleton<CutoutMasks>().AddSingleton<CutRoutes>().AddSingleton<Routes>().AddSingleton<OrderStops>().AddSingleton<FalKeys>().AddSingleton<CallbackDoor>()
            .AddScoped<ProviderKeys>().AddScoped<KeyChecks>().AddScoped<ProviderSettings>().AddScoped<Models>().AddScoped<ModelOffers>().AddScoped<RouteChoice>().AddScoped<RouteBook>().AddScoped<CutoutBook>().AddScoped<SpendCaps>().AddScoped<ProviderRates>().AddScoped<VendorTurns>()
            .AddScoped<ModelChanges>().AddScoped<Shutdowns>().AddScoped<ModelWatch>().AddScoped<ModelLists>().AddScoped<ArrivedFiles>();
    }

    /// <summary>Has models that end and callbacks that are done with looked after; for processes that run jobs.</summary>
    public static void ScheduleModelWatch(this IQuartzBuilder quartz) => quartz.ScheduleJob<ModelWatchJob>(
        trigger => trigger.WithIdentity("model-watch", "system").WithCronSchedule(ModelWatchJob.EachNight),
        job => job.WithIdentity("model-watch", "system"));

    // Where a result lies is the vendor's word: only the open internet is asked, and what the operator named.
    private static SocketsHttpHandler PublicOnly(IServiceProvider services)
    {
        var handler = new SiteConnection(services.GetRequiredService<IOptions<RoutingOptions>>().Value.OwnOrigins(), (host, ct) => Dns.GetHostAddressesAsync(host, ct)).CreateHandler(Redirects);
        handler.MaxConnectionsPerServer = DownloadsAtOnce;
        return handler;
    }
}
