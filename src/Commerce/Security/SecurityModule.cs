using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Security;

public static class SecurityModule
{
    public static IServiceCollection AddSecurity(this IServiceCollection services)
    {
        services.AddOptions<SecurityOptions>().BindConfiguration(SecurityOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        return services.AddSingleton<SecretBox>();
    }
}
