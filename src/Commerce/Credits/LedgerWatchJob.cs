using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Commerce.Credits;

/// <summary>
/// Has ledgers added up every minute: those that moved since they were last looked at, those found wrong, and each one
/// in full once a day. Changes no ledger: a fault raises an alert and is for a person to judge.
/// </summary>
[SystemJob]
[DisallowConcurrentExecution]
public sealed partial class LedgerWatchJob(CommerceContext data, StoreWork work, ILogger<LedgerWatchJob> logger) : IJob
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // Few enough for one question to stay short, many enough for few questions.
    private const int Group = 500;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var stores = await data.StoreDirectory.AsNoTracking().Where(route => route.Active).Select(route => route.StoreId).ToListAsync(cancellationToken);
        foreach (var group in stores.Chunk(Group))
        {
            var due = await work.RunAsync<IReadOnlyList<Guid>>(group, services => services.GetRequiredService<LedgerWatch>().FindAsync(cancellationToken));
            foreach (var storeId in due)
            {
                await CheckAsync(storeId, cancellationToken);
            }
        }
    }

    private async Task CheckAsync(Guid storeId, CancellationToken cancellationToken)
    {
        try
        {
            var check = await work.RunAsync(storeId, services => services.GetRequiredService<LedgerWatch>().CheckAsync(cancellationToken));
            foreach (var fault in check.Faults)
            {
                Log.DoesNotAddUp(logger, storeId, fault);
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // The others get their turn, and this one again at the next firing.
            Log.NotChecked(logger, storeId, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The ledger of store {StoreId} does not add up: {Fault}")]
        public static partial void DoesNotAddUp(ILogger logger, Guid storeId, string fault);

        [LoggerMessage(2, LogLevel.Error, "The ledger of store {StoreId} could not be checked")]
        public static partial void NotChecked(ILogger logger, Guid storeId, Exception error);
    }
}
