using System.Collections.Concurrent;
using System.Threading.Channels;
using Commerce.Data;
using Commerce.Generations;

namespace Commerce.Web.Live;

/// <summary>Hears from PostgreSQL that a batch moved on and passes it to the pages that show it. One connection for the process.</summary>
public sealed class ProgressListener(ChannelListener listener) : BackgroundService
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<Channel<bool>, bool>> watchers = new();

    /// <summary>Signals whenever the batch moves on, until disposed. Signals that come faster than they are read become one.</summary>
    public Subscription Watch(Guid storeId, Guid batchId)
    {
        var key = $"{storeId}:{batchId}";
        var channel = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        watchers.GetOrAdd(key, _ => new())[channel] = true;
        return new Subscription(channel.Reader, () => watchers.GetValueOrDefault(key)?.TryRemove(channel, out _));
    }

    // Pages look by themselves every few seconds, so what is said while nobody listens is late and not lost.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => listener.RunAsync(ProgressSignal.Channel, Tell, () => { }, stoppingToken);

    private void Tell(string key)
    {
        foreach (var channel in watchers.GetValueOrDefault(key)?.Keys ?? [])
        {
            channel.Writer.TryWrite(true);
        }
    }

    /// <summary>One page's ear; disposing it ends it.</summary>
    public sealed class Subscription(ChannelReader<bool> signals, Action end) : IDisposable
    {
        public ChannelReader<bool> Signals { get; } = signals;

        public void Dispose() => end();
    }
}
