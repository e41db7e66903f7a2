using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Jobs;

/// <summary>Hears from PostgreSQL that some process has made rows due, and rings. One connection for the process.</summary>
public sealed partial class WakeListener(LaneBell bell, NpgsqlDataSource source, TimeProvider time, ILogger<WakeListener> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (NpgsqlException error)
            {
                Log.Interrupted(logger, error);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, _) => bell.Announce();
        await using (var command = new NpgsqlCommand($"listen {Wake.Channel}", connection))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        // What was said while nobody listened.
        bell.Announce();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Listening for due rows was interrupted")]
        public static partial void Interrupted(ILogger logger, Exception error);
    }
}
