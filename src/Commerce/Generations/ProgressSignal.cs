using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Generations;

/// <summary>
/// Tells every process that a batch moved on. Touches are gathered and sent a few times a second, never inside a row's
/// transaction: NOTIFY there would make all commits queue behind one lock.
/// </summary>
public sealed partial class ProgressSignal(NpgsqlDataSource source, TimeProvider time, ILogger<ProgressSignal> logger) : BackgroundService
{
    /// <summary>The channel; its payload is <c>storeId:batchId</c>.</summary>
    public const string Channel = "commerce_progress";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(300);

    private readonly ConcurrentDictionary<(Guid StoreId, Guid BatchId), bool> touched = new();

    public void Touch(Guid storeId, Guid batchId) => touched[(storeId, batchId)] = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SendAsync(stoppingToken);
            }
            catch (NpgsqlException error)
            {
                // Pages poll as well, so a lost signal delays a figure and nothing else.
                Log.NotSent(logger, error);
            }
        }
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        foreach (var key in touched.Keys)
        {
            touched.TryRemove(key, out _);
            await using var command = source.CreateCommand("select pg_notify($1, $2)");
            command.Parameters.Add(new() { Value = Channel });
            command.Parameters.Add(new() { Value = $"{key.StoreId}:{key.BatchId}" });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Progress was not sent")]
        public static partial void NotSent(ILogger logger, Exception error);
    }
}
