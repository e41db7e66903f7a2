using System.Data.Common;
using Commerce.Alerts;
using Commerce.Billing;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Commerce.Batches.Recurring;

/// <summary>Keeps and carries out recurring runs. Each period starts at most one batch, whoever tries and however often.</summary>
public sealed partial class RecurringRuns(CommerceContext context, StoreScope scope, RecurringScope products, BatchStarter starter, StoreJobs jobs, AlertLog alerts, ILogger<RecurringRuns> logger, TimeProvider time)
{
    private const string Unstartable =
        "It could not be started with its recipe; a style or a model of it may not be on offer any more. Choose another version of the recipe, then resume it. Nothing was charged.";

    /// <summary>Keeps a recurring run and has it wait for its first day; the same id again changes nothing.</summary>
    public async Task CreateAsync(RecurringOrder order, CancellationToken cancellationToken)
    {
        var (now, zone) = (time.GetUtcNow(), await ZoneAsync(cancellationToken));
        var next = Recurrence.After(order.Every, order.FirstOn, order.AtTime, zone, now).At;
        var filter = JsonColumn.Write(order.Filter);
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into recurring_runs (store_id, id, name, recipe_id, filter, every, first_on, at_time, most_credits, state, next_at, created_by, created_at)
            values ({scope.StoreId}, {order.Id}, {order.Name}, {order.RecipeId}, {filter}::jsonb, {EnumText.Of(order.Every)}, {order.FirstOn}, {order.AtTime},
                    {order.MostCredits}, 'active', {next}, {order.By}, {now})
            on conflict (store_id, id) do nothing
            """,
            cancellationToken);
        await jobs.StartAtAsync<BatchCareJob>(scope.StoreId, next, cancellationToken);
    }

    /// <summary>Has it start nothing until it is resumed. False when there is no such run.</summary>
    public Task<bool> PauseAsync(Guid id, CancellationToken cancellationToken) => PauseAsync(id, "", cancellationToken);

    /// <summary>Has it wait for its next day; days that passed meanwhile are not made up for. False when it is not paused.</summary>
    public async Task<bool> ResumeAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await context.RecurringRuns.AsNoTracking().SingleOrDefaultAsync(run => run.Id == id && run.State == RecurringState.Paused, cancellationToken) is not { } run)
        {
            return false;
        }

        var next = await NextAsync(id, run.Every, run.FirstOn, run.AtTime, cancellationToken);
        await alerts.ResolveAsync(AlertCodes.RecurringUnstartable, $"{id}", cancellationToken);
        var resumed = await context.RecurringRuns.Where(row => row.Id == id && row.State == RecurringState.Paused).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.State, RecurringState.Active).SetProperty(one => one.NextAt, next).SetProperty(one => one.PauseReason, ""), cancellationToken);
        await jobs.StartAtAsync<BatchCareJob>(scope.StoreId, next, cancellationToken);
        return resumed == 1;
    }

    /// <summary>
    /// Has it run differently from its next day on. A batch that a day started stays as it is, and a day that had its run gets
    /// no second one; a paused run stays paused. False when there is no such run.
    /// </summary>
    public async Task<bool> ChangeAsync(Guid id, RecurringChange change, CancellationToken cancellationToken)
    {
        DateTimeOffset? next = await NextAsync(id, change.Every, change.FirstOn, change.AtTime, cancellationToken);

        // Whether it is paused is judged in the statement itself, so that a pause that comes at once is kept.
        var changed = await context.RecurringRuns.Where(run => run.Id == id).ExecuteUpdateAsync(
            run => run.SetProperty(row => row.Name, change.Name).SetProperty(row => row.RecipeId, change.RecipeId).SetProperty(row => row.Every, change.Every)
                .SetProperty(row => row.FirstOn, change.FirstOn).SetProperty(row => row.AtTime, change.AtTime).SetProperty(row => row.MostCredits, change.MostCredits)
                .SetProperty(row => row.NextAt, row => row.State == RecurringState.Active ? next : null),
            cancellationToken);
        await jobs.StartAtAsync<BatchCareJob>(scope.StoreId, next.Value, cancellationToken);
        return changed == 1;
    }

    /// <summary>Forgets it; the batches it started stay. False when there is no such run.</summary>
    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken)
    {
        if (await context.RecurringRuns.Where(run => run.Id == id).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return false;
        }

        await alerts.ResolveAsync(AlertCodes.RecurringUnstartable, $"{id}", cancellationToken);
        return true;
    }

    /// <summary>Starts what is due, and tells when the next one will be; null when none will.</summary>
    public async Task<DateTimeOffset?> RunDueAsync(CancellationToken cancellationToken)
    {
        var (now, zone) = (time.GetUtcNow(), await ZoneAsync(cancellationToken));
        foreach (var run in await context.RecurringRuns.AsNoTracking().Where(run => run.NextAt <= now).OrderBy(run => run.NextAt).ToListAsync(cancellationToken))
        {
            await RunAsync(run, DateOnly.FromDateTime(LocalTime.In(run.NextAt!.Value, zone)), cancellationToken);

            // Written after the period is settled: a crash before this line meets the period's own batch again.
            var next = Recurrence.After(run.Every, run.FirstOn, run.AtTime, zone, now).At;
            await context.RecurringRuns.Where(row => row.Id == run.Id && row.NextAt == run.NextAt)
                .ExecuteUpdateAsync(row => row.SetProperty(one => one.NextAt, next), cancellationToken);
        }

        return await context.RecurringRuns.MinAsync(run => run.NextAt, cancellationToken);
    }

    private async Task<DateTimeOffset> NextAsync(Guid id, Every every, DateOnly first, TimeOnly at, CancellationToken cancellationToken)
    {
        var zone = await ZoneAsync(cancellationToken);
        var (day, next) = Recurrence.After(every, first, at, zone, time.GetUtcNow());
        return await context.RecurringStarts.AnyAsync(start => start.RecurringId == id && start.Period == day, cancellationToken)
            ? Recurrence.After(every, first, at, zone, next).At
            : next;
    }

    private async Task RunAsync(RecurringRun run, DateOnly period, CancellationToken cancellationToken)
    {
        if (await context.RecurringStarts.AnyAsync(start => start.RecurringId == run.Id && start.Period == period, cancellationToken))
        {
            return;
        }

        var recipe = await context.Recipes.AsNoTracking().SingleAsync(row => row.Id == run.RecipeId, cancellationToken);
        try
        {
            var source = await products.ReadAsync(run, recipe, cancellationToken);
            var request = new BatchRequest(NameOf(run, period), source, recipe.Content, $"recurring:{run.Id}:{period:yyyy-MM-dd}", run.CreatedBy)
            {
                RecipeId = recipe.Id,
                MostCredits = run.MostCredits,
            };
            var batchId = await starter.StartAsync(request, cancellationToken);
            await RecordAsync(run, period, RecurringOutcome.Started, batchId, "", cancellationToken);
        }
        catch (NothingToMakeException)
        {
            await RecordAsync(run, period, RecurringOutcome.Nothing, null, "Every product that matches has its results.", cancellationToken);
        }
        catch (Exception error) when (error is NotEnoughCreditsException or BillingRefusedException or CostChangedException)
        {
            await RecordAsync(run, period, RecurringOutcome.Refused, null, error.Message, cancellationToken);
            await PauseAsync(run.Id, error.Message, cancellationToken);
        }
        catch (Exception error) when (error is not (OperationCanceledException or DbException or DbUpdateException or TimeoutException))
        {
            // Nothing that was half made for this run may be written with the next one.
            context.ChangeTracker.Clear();
            Log.Unstartable(logger, error, run.Id);
            await alerts.RaiseAsync(AlertCodes.RecurringUnstartable, $"{run.Id}", cancellationToken);
            await RecordAsync(run, period, RecurringOutcome.Refused, null, Unstartable, cancellationToken);
            await PauseAsync(run.Id, Unstartable, cancellationToken);
        }
    }

    private async Task<bool> PauseAsync(Guid id, string reason, CancellationToken cancellationToken) =>
        await context.RecurringRuns.Where(run => run.Id == id && run.State == RecurringState.Active).ExecuteUpdateAsync(
            run => run.SetProperty(row => row.State, RecurringState.Paused).SetProperty(row => row.NextAt, (DateTimeOffset?)null).SetProperty(row => row.PauseReason, reason),
            cancellationToken) == 1;

    private Task RecordAsync(RecurringRun run, DateOnly period, RecurringOutcome outcome, Guid? batchId, string detail, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            $"""
            insert into recurring_starts (store_id, recurring_id, period, outcome, batch_id, detail, at)
            values ({scope.StoreId}, {run.Id}, {period}, {EnumText.Of(outcome)}, {batchId}, {detail}, {time.GetUtcNow()})
            on conflict do nothing
            """,
            cancellationToken);

    private Task<string> ZoneAsync(CancellationToken cancellationToken) => context.Stores.Select(store => store.TimeZone).SingleAsync(cancellationToken);

    private static string NameOf(RecurringRun run, DateOnly period)
    {
        var name = $"{run.Name}, {period:yyyy-MM-dd}";
        return name.Length <= BatchDraft.LongestName ? name : name[^BatchDraft.LongestName..];
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Recurring run {Run} could not be started and was paused")]
        public static partial void Unstartable(ILogger logger, Exception error, Guid run);
    }
}
