using Commerce.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Signals;

public static class SignalsModule
{
    /// <summary>Adds what tells the shop of changes. Call after the modules whose changes it tells of.</summary>
    public static IServiceCollection AddSignals(this IServiceCollection services) => services
        .AddSingleton<IBacklog, SignalBacklog>()
        .AddScoped<SignalSource>()
        .AddScoped<SignalSending>()
        .AddScoped<Disclosure>();
}
