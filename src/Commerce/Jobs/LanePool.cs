using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Commerce.Jobs;

/// <summary>
/// The lanes of this process. Each sleeps until the bell rings, then takes turns as long as any store has due rows. One more
/// serves newcomers: with every lane in the middle of a turn, a store that none of them works for need not wait for one to
/// end. Asked to stop they take no more; what they work on may end within the grace, and is given back to other processes
/// after it.
/// </summary>
public sealed partial class LanePool(
    LaneTurn turn, LaneBell bell, LaneActivity activity, IOptions<JobOptions> options, TimeProvider time, ILogger<LanePool> logger) : BackgroundService
{
    // A database that does not answer is not asked faster than this.
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var work = new CancellationTokenSource();
        await using var stop = stoppingToken.Register(() => work.CancelAfter(TimeSpan.FromSeconds(options.Value.GraceSeconds)));
        await Task.WhenAll(Enumerable.Range(0, activity.Lanes).Append(LaneActivity.Newcomers)
            .Select(lane => Task.Run(() => RunAsync(lane, stoppingToken, work.Token), CancellationToken.None)));
    }

    private async Task RunAsync(int lane, CancellationToken stopping, CancellationToken work)
    {
        for (var turns = 0L; !stopping.IsCancellationRequested;)
        {
            try
            {
                await (lane == LaneActivity.Newcomers ? bell.WaitForNewcomersAsync(stopping) : bell.WaitAsync(stopping));
                while (!stopping.IsCancellationRequested && await TakeStoreAsync(lane, stopping) is { } storeId)
                {
                    activity.Begin(lane, storeId);
                    await turn.RunAsync(storeId, $"{activity.Worker}/{lane}/{++turns}", work);
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // The rows stay as last written; whoever finds their leases lapsed goes on. Other stores must not wait for this one.
                Log.Faltered(logger, error, lane);
                await Task.Delay(Pause, time, CancellationToken.None);
                bell.Announce();
            }
            finally
            {
                activity.End(lane);
            }
        }
    }

    private Task<Guid?> TakeStoreAsync(int lane, CancellationToken stopping) =>
        turn.TakeStoreAsync(lane == LaneActivity.Newcomers ? activity.Stores : null, stopping);

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Lane {Lane} faltered")]
        public static partial void Faltered(ILogger logger, Exception error, int lane);
    }
}
