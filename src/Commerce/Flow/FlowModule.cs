using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Flow;

public static class FlowModule
{
    public static IServiceCollection AddFlow(this IServiceCollection services) => services.AddScoped<FlowRuns>().AddScoped<FlowSignals>();
}
