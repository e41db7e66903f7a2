using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Data;

public static class DataModule
{
    /// <summary>Key of the data source that logs in as the job engine's role; it never sets a store and sees no tenant table.</summary>
    public const string Jobs = "jobs";

    /// <summary>Key of the small pool that counts Shopify's points: the app's role, and no wait for the disk, for a lost count heals itself.</summary>
    public const string Budgets = "budgets";

    /// <exception cref="InvalidOperationException">A connection string is missing.</exception>
    public static IServiceCollection AddData(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton(_ => NpgsqlDataSource.Create(Required(configuration, "CommerceApp")));
        services.AddKeyedSingleton(Jobs, (_, _) => NpgsqlDataSource.Create(JobsConnection(configuration)));
        services.AddKeyedSingleton(Budgets, (_, _) => NpgsqlDataSource.Create(BudgetsConnection(configuration)));
        services.AddSingleton<ChannelListener>();
        services.AddDbContext<CommerceContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            .AddInterceptors(provider.GetRequiredService<StoreConnectionInterceptor>()));
        return services;
    }

    private static string JobsConnection(IConfiguration configuration) =>
        new NpgsqlConnectionStringBuilder(Required(configuration, "CommerceJobs")) { SearchPath = "jobs" }.ConnectionString;

    private static string BudgetsConnection(IConfiguration configuration) =>
        new NpgsqlConnectionStringBuilder(Required(configuration, "CommerceApp")) { Options = "-c synchronous_commit=off", MinPoolSize = 0, MaxPoolSize = 8 }.ConnectionString;

    private static string Required(IConfiguration configuration, string name) => configuration.GetConnectionString(name)
        ?? throw new InvalidOperationException($"ConnectionStrings:{name} is not set. ./studio up sets it; in production see the README.");
}
