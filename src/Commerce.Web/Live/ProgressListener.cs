using System.Collections.Concurrent;
using System.Threading.Channels;
using Commerce.Generations;
using Npgsql;

namespace Commerce.Web.Live;

/// <summary>Hears from PostgreSQL that a batch moved on and passes it to the pages that show it. One connection for the process.</summary>
public sealed partial class ProgressListener(NpgsqlDataSource source, TimeProvider time, ILogger<ProgressListener> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Channel<bool>, bool>> watchers = new();

    /// <summary>Signals whenever the batch moves on, until disposed. Signals that come faster than they are read become one.</summary>
    public Subscription Watch(Guid storeId, Guid batchId)
    {
        var key = $"{storeId}:{batchId}";
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        watchers.GetOrAdd(key, _ => new())[channel] = true;
        return new Subscription(channel.Reader, () => watchers.GetValueOrDefault(key)?.TryRemove(channel, out _));
    }

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
        connection.Notification += (_, notice) =>
        {
            foreach (var channel in watchers.GetValueOrDefault(notice.Payload)?.Keys ?? [])
            {
                channel.Writer.TryWrite(true);
            }
        };
        await using (var command = new NpgsqlCommand($"listen {ProgressSignal.Channel}", connection))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    public sealed class Subscription(ChannelReader<bool> signals, Action end) : IDisposable
    {
        public ChannelReader<bool> Signals { get; } = signals;

        public void Dispose() => end();
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Listening for progress was interrupted")]
        public static partial void Interrupted(ILogger logger, Exception error);
    }
}
