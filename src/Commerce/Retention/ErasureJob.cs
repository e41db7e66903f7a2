using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace Commerce.Retention;

/// <summary>
/// Erases the stores that are waiting for it. A job of the installation and not of the store: the store's own jobs are
/// among what it removes.
/// </summary>
[SystemJob]
[DisallowConcurrentExecution]
public sealed partial class ErasureJob(CommerceContext data, StoreWork work, ILogger<ErasureJob> logger) : IJob
{
    internal static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var waiting = await data.ComplianceRequests.AsNoTracking().Where(request => request.FinishedAt == null && request.SubjectId != null)
            .OrderBy(request => request.ReceivedAt).Select(request => new { request.Id, StoreId = request.SubjectId!.Value }).ToListAsync(cancellationToken);
        foreach (var request in waiting)
        {
            await EraseAsync(request.Id, request.StoreId, cancellationToken);
        }
    }

    private async Task EraseAsync(Guid requestId, Guid storeId, CancellationToken cancellationToken)
    {
        try
        {
            await work.RunAsync(storeId, services => services.GetRequiredService<StoreErasure>().RunAsync(requestId, cancellationToken));
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // The others get their turn, and this one again at the next firing.
            Log.Failed(logger, requestId, error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The erasure {RequestId} broke off and is tried again")]
        public static partial void Failed(ILogger logger, Guid requestId, Exception error);
    }
}
