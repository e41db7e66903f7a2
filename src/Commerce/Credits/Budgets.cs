using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Credits;

/// <summary>
/// The limits an owner puts on spending: one for each day of the store's calendar, one for each batch. A limit counts what
/// batches reserved and did not give back, and looks only under the lock on the store's balance: holds of one store are
/// judged one after the other, so however many ask at once, together they never pass it.
/// </summary>
public sealed class Budgets(CommerceContext context, StoreScope scope, TimeProvider time)
{
    /// <summary>What is left today; null when the owner set no daily budget.</summary>
    public async Task<BudgetRoom?> ReadAsync(CancellationToken cancellationToken)
    {
        var limit = await context.CreditSettings.AsNoTracking().Where(row => row.DailyBudget != null)
            .Select(row => new { Budget = row.DailyBudget!.Value, Zone = context.Stores.Where(store => store.Id == row.StoreId).Select(store => store.TimeZone).First() })
            .SingleOrDefaultAsync(cancellationToken);
        if (limit is null)
        {
            return null;
        }

        var day = BudgetDay.Of(limit.Zone, time.GetUtcNow());
        var committed = await context.Holds.Where(hold => hold.CreatedAt >= day.Start && hold.CreatedAt < day.End)
            .SumAsync(hold => hold.Amount - hold.Released, cancellationToken);
        return new BudgetRoom(limit.Budget, committed, day, limit.Zone);
    }

    /// <summary>Stores the daily budget; null takes it away. Waits for a hold that is being judged, and counts for the next one.</summary>
    public async Task SetDailyAsync(long? credits, string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await LockAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into credit_settings (store_id, daily_budget, changed_by, changed_at) values ({scope.StoreId}, {credits}, {actor}, {now})
            on conflict (store_id) do update set daily_budget = excluded.daily_budget, changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """,
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Makes the other holds of this store wait until the transaction ends.</summary>
    internal Task LockAsync(CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"select 1 from balances where store_id = {scope.StoreId} for update", cancellationToken);

    /// <summary>Judges a hold. Runs under the lock.</summary>
    /// <returns>The cap that the batch stands under, if any.</returns>
    /// <exception cref="OverBudgetException">It would pass a limit.</exception>
    internal async Task<long?> JudgeAsync(Guid batchId, long amount, long? cap, CancellationToken cancellationToken)
    {
        var earlier = await context.Holds.Where(hold => hold.BatchId == batchId).GroupBy(hold => hold.BatchId)
            .Select(holds => new { Cap = holds.Min(hold => hold.Cap), Committed = holds.Sum(hold => hold.Amount - hold.Released) })
            .SingleOrDefaultAsync(cancellationToken);
        var most = earlier?.Cap ?? cap;
        var left = most - (earlier?.Committed ?? 0);
        if (amount > left)
        {
            throw OverBudgetException.OfBatch(amount, Math.Max(0, left.Value));
        }

        if (await ReadAsync(cancellationToken) is { } room && amount > room.Left)
        {
            throw OverBudgetException.Of(amount, room);
        }

        return most;
    }
}
