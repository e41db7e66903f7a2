using Commerce.Alerts;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Commerce.Routing;

/// <summary>Each night: alarms the operators of models that recipes name and that end soon, closes what was solved, and removes old callbacks.</summary>
[SystemJob]
[DisallowConcurrentExecution]
public sealed class ModelWatchJob(CommerceContext data, StoreWork work, Shutdowns shutdowns, AlertLog alerts) : IJob
{
    internal const string EachNight = "0 30 1 * * ?";

    private const int Group = 500;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        var stores = await data.StoreDirectory.AsNoTracking().Where(route => route.Active).Select(route => route.StoreId).ToListAsync(cancellationToken);
        foreach (var group in stores.Chunk(Group))
        {
            named.UnionWith(await work.RunAsync<IReadOnlySet<string>>(group, async services =>
            {
                var watch = services.GetRequiredService<ModelWatch>();
                await watch.ForgetCallbacksAsync(cancellationToken);
                return await watch.NamedAsync(cancellationToken);
            }));
        }

        await AlarmAsync(named, cancellationToken);
    }

    private async Task AlarmAsync(HashSet<string> named, CancellationToken cancellationToken)
    {
        var ending = (await shutdowns.EndingAsync(cancellationToken)).Keys.Where(named.Contains).ToHashSet(StringComparer.Ordinal);
        foreach (var name in ending)
        {
            await alerts.RaiseAsync(AlertCodes.ModelEnding, name, cancellationToken);
        }

        foreach (var alert in (await alerts.OpenAsync(cancellationToken)).Where(alert => alert.Code == AlertCodes.ModelEnding && !ending.Contains(alert.Subject)))
        {
            await alerts.ResolveAsync(alert.Code, alert.Subject, cancellationToken);
        }
    }
}
