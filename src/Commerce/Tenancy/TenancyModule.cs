using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tenancy;

public static class TenancyModule
{
    public static IServiceCollection AddTenancy(this IServiceCollection services) => services
        .AddScoped<StoreScope>()
        .AddScoped<StoreConnectionInterceptor>()
        .AddSingleton<StoreWork>();
}
