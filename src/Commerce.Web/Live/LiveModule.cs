using Commerce.Web.Pages.Batches;

namespace Commerce.Web.Live;

public static class LiveModule
{
    /// <summary>Hears of progress for the pages that show it, and what those pages read with.</summary>
    public static IServiceCollection AddLive(this IServiceCollection services) => services
        .AddSingleton<ProgressListener>()
        .AddHostedService(provider => provider.GetRequiredService<ProgressListener>())
        .AddScoped<ProductChoices>()
        .AddScoped<PilotViews>();
}
