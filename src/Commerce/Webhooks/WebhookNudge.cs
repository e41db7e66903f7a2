using System.Threading.Channels;
using Commerce.Jobs;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Webhooks;

/// <summary>
/// Asks for a turn soon after a delivery was answered, outside of the request. It may forget: the sweep finds what it
/// did not ask for, so a slow or absent job engine delays effects and never an answer. A store that keeps telling is asked for
/// once in a while only: what it tells in between the sweep finds, for a turn costs the engine more than a delivery costs us.
/// </summary>
public sealed partial class WebhookNudge(StoreJobs jobs, TimeProvider time, ILogger<WebhookNudge> logger) : BackgroundService
{
    private const int Capacity = 1000;

    private static readonly TimeSpan Burst = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<Guid, DateTimeOffset> asked = [];
    private readonly Channel<Guid> stores = Channel.CreateBounded<Guid>(new BoundedChannelOptions(Capacity) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Never waits.</summary>
    public void Touch(Guid storeId) => stores.Writer.TryWrite(storeId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (await stores.Reader.WaitToReadAsync(stoppingToken))
        {
            // One request for a burst: a turn that begins after the last of them sees them all.
            await Task.Delay(Burst, time, stoppingToken);
            var waiting = new HashSet<Guid>();
            while (stores.Reader.TryRead(out var storeId))
            {
                waiting.Add(storeId);
            }

            foreach (var storeId in Quiet(waiting))
            {
                await StartAsync(storeId, stoppingToken);
            }
        }
    }

    private List<Guid> Quiet(HashSet<Guid> waiting)
    {
        var now = time.GetUtcNow();
        foreach (var storeId in asked.Where(pair => pair.Value <= now - WebhooksModule.Sweep).Select(pair => pair.Key).ToList())
        {
            asked.Remove(storeId);
        }

        return [.. waiting.Where(storeId => asked.TryAdd(storeId, now))];
    }

    private async Task StartAsync(Guid storeId, CancellationToken cancellationToken)
    {
        try
        {
            await jobs.StartAsync<WebhookJob>(storeId, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotStarted(logger, storeId, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The inbox of store {StoreId} waits for the sweep")]
        public static partial void NotStarted(ILogger logger, Guid storeId, Exception error);
    }
}
