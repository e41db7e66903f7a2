using Commerce.Tenancy;
using Quartz;

namespace Commerce.Jobs;

/// <summary>A job of one store: runs inside that store's scope and nobody else's.</summary>
public abstract class StoreJob(StoreWork work) : IJob
{
    public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var storeId = Guid.Parse(context.MergedJobDataMap.GetString(StoreJobs.StoreKey)!);
        return new ValueTask(work.RunAsync(storeId, services => RunAsync(storeId, services, cancellationToken)));
    }

    protected abstract Task RunAsync(Guid storeId, IServiceProvider services, CancellationToken cancellationToken);
}
