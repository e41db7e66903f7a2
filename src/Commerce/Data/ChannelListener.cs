using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Data;

/// <summary>
/// Hears what is said on a channel of PostgreSQL, on a connection of its own that is opened anew after a pause when it
/// breaks. What is said while nobody listens is lost, so whoever must not miss anything looks for itself when told.
/// </summary>
public sealed partial class ChannelListener(NpgsqlDataSource source, TimeProvider time, ILogger<ChannelListener> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Listens until it is called off.</summary>
    /// <param name="channel">One of our own names, never a caller's text.</param>
    /// <param name="heard">Called with what is said.</param>
    /// <param name="listening">Called each time it begins to listen.</param>
    /// <param name="cancellationToken">Calls it off.</param>
    public async Task RunAsync(string channel, Action<string> heard, Action listening, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(channel, heard, listening, cancellationToken);
            }
            catch (NpgsqlException error)
            {
                Log.Interrupted(logger, channel, error);
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
    }

    private async Task ListenAsync(string channel, Action<string> heard, Action listening, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        connection.Notification += (_, notice) => heard(notice.Payload);
        await using (var command = new NpgsqlCommand($"listen {channel}", connection))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        listening();
        while (true)
        {
            await connection.WaitAsync(cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "Listening on {Channel} was interrupted")]
        public static partial void Interrupted(ILogger logger, string channel, Exception error);
    }
}
