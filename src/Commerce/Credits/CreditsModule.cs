using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Credits;

public static class CreditsModule
{
    public static IServiceCollection AddCredits(this IServiceCollection services) => services.AddScoped<Ledger>();
}
