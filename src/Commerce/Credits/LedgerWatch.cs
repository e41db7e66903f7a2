using Commerce.Alerts;
using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Credits;

/// <summary>Finds ledgers that need a look, looks, and keeps what was found: the alert, the checkpoint, the warning of a low balance.</summary>
public sealed class LedgerWatch(CommerceContext context, StoreScope scope, AlertLog alerts, LowBalance lowBalance, TimeProvider time)
{
    // A line is stamped before its transaction ends; no transaction of ours takes this long.
    private static readonly TimeSpan InFlight = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FullEvery = TimeSpan.FromDays(1);

    /// <summary>The stores in scope that moved since they were checked, were found wrong, or have not been read in full for a day.</summary>
    public async Task<IReadOnlyList<Guid>> FindAsync(CancellationToken cancellationToken)
    {
        var fullBefore = time.GetUtcNow() - FullEvery;
        return await context.Balances.Where(balance => !context.LedgerCheckpoints.Any(check =>
                check.StoreId == balance.StoreId && check.FullAt > fullBefore && check.Faults == 0
                && check.Available == balance.Available && check.Held == balance.Held
                && !context.Entries.Any(entry => entry.StoreId == balance.StoreId && entry.CreatedAt >= check.CheckedAt - InFlight)))
            .Select(balance => balance.StoreId).ToListAsync(cancellationToken);
    }

    /// <summary>Checks the store in scope. What a short look finds wrong is read in full before anybody is alarmed.</summary>
    public async Task<LedgerCheck> CheckAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var last = await context.LedgerCheckpoints.AsNoTracking().SingleOrDefaultAsync(cancellationToken);
        var trusted = last is { Faults: 0 } && last.FullAt > now - FullEvery ? last : null;
        var check = await LedgerCheck.RunAsync(context, trusted, cancellationToken);
        if (trusted is not null && !check.Balanced)
        {
            (trusted, check) = (null, await LedgerCheck.RunAsync(context, cancellationToken));
        }

        CreditsTelemetry.Count(check);
        await (check.Balanced
            ? alerts.ResolveAsync(AlertCodes.LedgerUnbalanced, scope.StoreId.ToString(), cancellationToken)
            : alerts.RaiseAsync(AlertCodes.LedgerUnbalanced, scope.StoreId.ToString(), cancellationToken));
        await (trusted is null ? KeepFullAsync(check, now, cancellationToken) : KeepShortAsync(check, now, cancellationToken));
        await lowBalance.FollowAsync(cancellationToken);
        return check;
    }

    private Task KeepFullAsync(LedgerCheck check, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var until = now - InFlight;
        return context.Database.ExecuteSqlAsync(
            $"""
            insert into ledger_checkpoints (store_id, checked_at, full_at, available, held, faults, settled_until, settled_available, settled_held)
            select {scope.StoreId}, {now}, {now}, {check.Available}, {check.Held}, {check.Faults.Count}, {until},
                   coalesce(sum(available_change), 0), coalesce(sum(held_change), 0)
            from entries where store_id = {scope.StoreId} and created_at < {until}
            on conflict (store_id) do update set
              checked_at = excluded.checked_at, full_at = excluded.full_at, available = excluded.available, held = excluded.held, faults = excluded.faults,
              settled_until = excluded.settled_until, settled_available = excluded.settled_available, settled_held = excluded.settled_held
            """,
            cancellationToken);
    }

    private Task KeepShortAsync(LedgerCheck check, DateTimeOffset now, CancellationToken cancellationToken) => context.LedgerCheckpoints.ExecuteUpdateAsync(
        row => row.SetProperty(one => one.CheckedAt, now).SetProperty(one => one.Available, check.Available).SetProperty(one => one.Held, check.Held),
        cancellationToken);
}
