using System.Data.Common;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Providers.Vendors;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Routing;

/// <summary>
/// Has vendors stop what was ordered for rows that have ended without it, where they can. The row's end is written before and is never
/// held up by it: a vendor that cannot be asked finishes its task, and nobody fetches the result.
/// </summary>
public sealed partial class OrderStops(StoreWork work, VendorClients clients, ModelFigures figures, TimeProvider time, ILogger<OrderStops> logger)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Asks the vendor and writes down what it said, with what it charged. Does nothing for rows that were given to none or whose task is not known.</summary>
    public async Task StopAsync(Generation row, CancellationToken cancellationToken)
    {
        if (row is not { Given: true, Route: { } route, TaskId: { Length: > 0 } task } || OutputIntake.IsKept(row))
        {
            return;
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await work.RunAsync(row.StoreId, services => StopAsync(services, row, route, task, either.Token));
        }
        catch (Exception error) when (error is DbException or InvalidOperationException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            Log.NotStopped(logger, error, row.Id);
        }
    }

    private async Task StopAsync(IServiceProvider services, Generation row, Route route, string task, CancellationToken cancellationToken)
    {
        if (await services.GetRequiredService<ProviderKeys>().OpenAsync(route.Vendor, route.OwnKey, cancellationToken) is not { } key)
        {
            return;
        }

        var (name, client) = (Vendor.NameOf(route.Vendor), clients.Of(route.Vendor, VendorProviders.KindOf(row), key));
        try
        {
            if (!await client.CancelAsync(task, route.Model, cancellationToken))
            {
                return;
            }
        }
        catch (VendorException error)
        {
            await TellAsync(services, row, $"{name} could not be asked to stop it: {error.Failure.Message}", cancellationToken);
            return;
        }

        var charged = await ChargeAsync(client, route, task, cancellationToken);
        await TellAsync(services, row, charged is { } usd ? FormattableString.Invariant($"{name} was asked to stop it, and charged {usd:0.00##} US dollars.") : $"{name} was asked to stop it.", cancellationToken);
        if (charged is { } known)
        {
            await KeepAsync(services, row, route, Micros.Of(known), cancellationToken);
        }
    }

    // A vendor may forget a task with its end, and then says nothing of its cost.
    private static async Task<decimal?> ChargeAsync(IJobClient client, Route route, string task, CancellationToken cancellationToken)
    {
        try
        {
            return VendorCost.Usd(route.Vendor, (await client.PollAsync(task, route.Model, cancellationToken)).Charge);
        }
        catch (VendorException)
        {
            return null;
        }
    }

    private Task<int> TellAsync(IServiceProvider services, Generation row, string words, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return services.GetRequiredService<CommerceContext>().Database.ExecuteSqlAsync(
            $"""
            insert into generation_events (store_id, id, generation_id, from_state, to_state, detail, at)
            select store_id, {Guid.CreateVersion7(now)}, id, state, state, {words}, {now} from generations where store_id = {row.StoreId} and id = {row.Id}
            """, cancellationToken);
    }

    // Only the first to write it counts it.
    private async Task KeepAsync(IServiceProvider services, Generation row, Route route, long micros, CancellationToken cancellationToken)
    {
        var kept = await services.GetRequiredService<CommerceContext>().Database.ExecuteSqlAsync(
            $"""
            update generations set route = {JsonColumn.Write(route with { StoppedMicros = micros })}::jsonb
            where store_id = {row.StoreId} and id = {row.Id} and attempt = {row.Attempt} and ended_at is not null and route ->> 'stoppedMicros' is null
            """, cancellationToken);
        if (kept == 0)
        {
            return;
        }

        await figures.ChargedAsync(route.Vendor, route.Model, micros, cancellationToken);
        if (route.Counted > micros)
        {
            await services.GetRequiredService<SpendCaps>().TakeOffAsync(route.Vendor, route.At, route.Counted - micros, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "The order of generation {GenerationId} could not be stopped at its vendor")]
        public static partial void NotStopped(ILogger logger, Exception error, Guid generationId);
    }
}
