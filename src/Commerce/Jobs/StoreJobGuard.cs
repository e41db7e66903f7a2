using System.Reflection;
using Quartz;

namespace Commerce.Jobs;

/// <summary>Refuses a job that carries no store, unless its class says it belongs to the installation.</summary>
public sealed class StoreJobGuard : IJobExecutionMiddleware
{
    public ValueTask Invoke(IJobExecutionContext context, JobExecutionDelegate next, CancellationToken cancellationToken)
    {
        var type = context.JobInstance.GetType();
        var hasStore = Guid.TryParse(context.MergedJobDataMap.TryGetValue(StoreJobs.StoreKey, out var value) ? value as string : null, out _);
        return hasStore || type.GetCustomAttribute<SystemJobAttribute>() is not null
            ? next(context, cancellationToken)
            : throw new InvalidOperationException($"{type.Name} was started without a store.");
    }
}
