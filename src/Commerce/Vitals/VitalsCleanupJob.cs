using Commerce.Jobs;
using Quartz;

namespace Commerce.Vitals;

/// <summary>Deletes figures older than the window, every day.</summary>
[SystemJob]
[DisallowConcurrentExecution]
public sealed class VitalsCleanupJob(VitalsReport report) : IJob
{
    internal static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) =>
        await report.ForgetOldAsync(cancellationToken);
}
