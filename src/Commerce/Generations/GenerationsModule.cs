using Commerce.Jobs;
using Commerce.Providers;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Generations;

public static class GenerationsModule
{
    public static IServiceCollection AddGenerations(this IServiceCollection services) => services
        .AddSingleton<ProviderCatalogue>()
        .AddSingleton<ProgressSignal>()
        .AddHostedService(provider => provider.GetRequiredService<ProgressSignal>())
        .AddSingleton<IBacklog, GenerationBacklog>()
        .AddScoped<Claims>()
        .AddScoped<Transitions>()
        .AddScoped<SourcePictures>()
        .AddScoped<Orders>()
        .AddScoped<Delivery>()
        .AddScoped<Steps>();
}
