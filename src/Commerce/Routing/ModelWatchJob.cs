using Commerce.Alerts;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Commerce.Routing;

/// <summary>
/// Each night: reads the lists in which vendors say what models they have, alarms the operators of models that recipes name and that end
/// soon or are gone from a list, closes what was solved, and removes what is done with: callbacks, counted turns, results nobody fetches.
/// </summary>
[SystemJob]
[DisallowConcurrentExecution]
public sealed class ModelWatchJob(CommerceContext data, StoreWork work, Shutdowns shutdowns, ModelLists lists, ProviderRates rates, AlertLog alerts) : IJob
{
    internal const string EachNight = "0 30 1 * * ?";

    private const int Group = 500;

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
    {
        await lists.ReadAsync(cancellationToken);
        await rates.ForgetAsync(cancellationToken);
        var named = new HashSet<string>(StringComparer.Ordinal);
        var stores = await data.StoreDirectory.AsNoTracking().Where(route => route.Active).Select(route => route.StoreId).ToListAsync(cancellationToken);
        foreach (var group in stores.Chunk(Group))
        {
            named.UnionWith(await work.RunAsync<IReadOnlySet<string>>(group, async services =>
            {
                var watch = services.GetRequiredService<ModelWatch>();
                await watch.ForgetCallbacksAsync(cancellationToken);
                foreach (var storeId in group)
                {
                    await services.GetRequiredService<ArrivedFiles>().SweepAsync(storeId, cancellationToken);
                }

                return await watch.NamedAsync(cancellationToken);
            }));
        }

        await AlarmAsync(AlertCodes.ModelEnding, (await shutdowns.EndingAsync(cancellationToken)).Keys.Where(named.Contains), cancellationToken);
        await AlarmAsync(AlertCodes.ModelUnlisted, (await lists.GoneAsync(cancellationToken)).Where(named.Contains), cancellationToken);
    }

    private async Task AlarmAsync(string code, IEnumerable<string> models, CancellationToken cancellationToken)
    {
        var wrong = models.ToHashSet(StringComparer.Ordinal);
        foreach (var name in wrong)
        {
            await alerts.RaiseAsync(code, name, cancellationToken);
        }

        foreach (var alert in (await alerts.OpenAsync(cancellationToken)).Where(alert => alert.Code == code && !wrong.Contains(alert.Subject)))
        {
            await alerts.ResolveAsync(alert.Code, alert.Subject, cancellationToken);
        }
    }
}
