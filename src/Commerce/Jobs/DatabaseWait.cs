using Commerce.Data;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Jobs;

/// <summary>
/// Holds a worker's start back while the database is just starting, for the job engine asks for its tables at once and gives
/// up at the first no. What no waiting mends, a wrong password say, is left to the engine to tell.
/// </summary>
internal sealed partial class DatabaseWait([FromKeyedServices(DataModule.Jobs)] NpgsqlDataSource source, TimeProvider time, ILogger<DatabaseWait> logger) : IHostedLifecycleService
{
    /// <summary>Longer than a database takes to recover from a crash under load.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(250);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        for (var tries = 0; time.GetElapsedTime(began) < Longest; tries++)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                return;
            }
            catch (NpgsqlException error) when (error.IsTransient)
            {
                if (tries == 0)
                {
                    Log.Waiting(logger, error);
                }

                await Task.Delay(Between, time, cancellationToken);
            }
            catch (NpgsqlException)
            {
                return;
            }
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The database does not answer yet; the worker starts as soon as it does")]
        public static partial void Waiting(ILogger logger, Exception error);
    }
}
