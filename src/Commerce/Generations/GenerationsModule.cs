using Commerce.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Generations;

public static class GenerationsModule
{
    public static IServiceCollection AddGenerations(this IServiceCollection services) => services
        .AddSingleton<ProviderCatalogue>()
        .AddSingleton<ProgressSignal>()
        .AddHostedService(provider => provider.GetRequiredService<ProgressSignal>())
        .AddSingleton<IBacklog, GenerationBacklog>()
        .AddSingleton<GroupWork>()
        .AddSingleton<Pace>()
        .AddSingleton<PlaceLimits>()
        .AddSingleton<ProviderCircuits>()
        .AddSingleton<Endings>()
        .AddSingleton(new Retries())
        .AddSingleton(new StepLimits())
        .AddHostedService<WorkspaceCleaner>()
        .AddScoped<Claims>()
        .AddScoped<Places>()
        .AddScoped<Transitions>()
        .AddScoped<Orders>()
        .AddScoped<Delivery>()
        .AddScoped<ProviderCalls>().AddScoped<Delays>().AddScoped<Submission>().AddScoped<Steps>()
        .AddScoped<GenerationStopping>();
}
