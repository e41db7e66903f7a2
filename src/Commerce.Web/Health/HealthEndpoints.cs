using Commerce.Alerts;
using Commerce.Shopify.Admin;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Commerce.Web.Health;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: it reaches its database, migrated; <c>Degraded</c>, still
/// with 200, once Shopify answers it with another API version than it asks for, and while an alert is open.
/// </summary>
public static class HealthEndpoints
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: [Ready]).AddCheck<VersionCheck>("shopify-version", tags: [Ready])
            .AddCheck<AlertsCheck>("alerts", tags: [Ready]);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) });
    }

    private sealed class VersionCheck(AnsweredVersions versions) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(versions.Others is { Count: > 0 } others
            ? HealthCheckResult.Degraded($"Shopify answers with {string.Join(", ", others)} instead of {versions.Asked}.")
            : HealthCheckResult.Healthy());
    }

    // Says what kind of thing is wrong and never whom it is about: this address answers everybody.
    private sealed class AlertsCheck(NpgsqlDataSource source) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                // A model that ends in weeks is work for a person, not illness.
                await using var command = source.CreateCommand($"select string_agg(distinct code, ', ') from alerts where resolved_at is null and code <> '{AlertCodes.ModelEnding}'");
                return await command.ExecuteScalarAsync(cancellationToken) is string codes
                    ? HealthCheckResult.Degraded($"Alerts are open: {codes}.")
                    : HealthCheckResult.Healthy();
            }
            catch (NpgsqlException)
            {
                // The check of the database says so.
                return HealthCheckResult.Healthy();
            }
        }
    }

    private sealed class DatabaseCheck(NpgsqlDataSource source) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = source.CreateCommand("select count(*) from schema_migrations");
                return await command.ExecuteScalarAsync(cancellationToken) is > 0L
                    ? HealthCheckResult.Healthy()
                    : HealthCheckResult.Unhealthy("The database has not been migrated.");
            }
            catch (NpgsqlException error)
            {
                return HealthCheckResult.Unhealthy("The database cannot be reached.", error);
            }
        }
    }
}
