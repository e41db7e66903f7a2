using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Alerts;

public static class AlertsModule
{
    /// <summary>What operators have to look at.</summary>
    public static IServiceCollection AddAlerts(this IServiceCollection services) => services.AddScoped<AlertLog>();
}
