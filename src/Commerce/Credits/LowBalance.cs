using Commerce.Data;
using Commerce.Plans;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Commerce.Credits;

/// <summary>Warns before a balance runs out: once each time it falls below the threshold, until it is above again or the warning was put away.</summary>
public sealed class LowBalance(CommerceContext context, StoreScope scope, IOptions<PlanOptions> plans, TimeProvider time)
{
    // A week holds every weekday once.
    private const int Observed = 7;

    /// <summary>The outlook when the shop should be told now, otherwise null.</summary>
    public async Task<BalanceOutlook?> WarningAsync(CancellationToken cancellationToken)
    {
        var outlook = await ReadAsync(cancellationToken);
        return outlook is { Low: true } && !await context.BalanceWarnings.AnyAsync(row => row.ClearedAt == null && row.HiddenAt != null, cancellationToken) ? outlook : null;
    }

    /// <summary>How long the balance will last; null before the store has one.</summary>
    public async Task<BalanceOutlook?> ReadAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow().AddDays(-Observed);
        var facts = await context.Balances.Select(balance => new
        {
            balance.Available,
            Grant = context.CreditPeriods.Where(period => period.ClosedAt == null).Select(period => (long?)period.Credits).FirstOrDefault(),
            Used = context.Holds.Where(hold => hold.CreatedAt >= since).Sum(hold => hold.Captured),
            WarnBelow = context.CreditSettings.Select(settings => settings.WarnBelow).FirstOrDefault(),
        }).SingleOrDefaultAsync(cancellationToken);
        return facts is null ? null : new BalanceOutlook(facts.Available, facts.Grant ?? plans.Value.WelcomeCredits, (double)facts.Used / Observed, facts.WarnBelow);
    }

    /// <summary>Writes a crossing of the threshold down, in either direction; called as often as wanted.</summary>
    public async Task FollowAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } outlook)
        {
            return;
        }

        var now = time.GetUtcNow();
        await (outlook.Low
            ? context.Database.ExecuteSqlAsync(
                $"""
                insert into balance_warnings (store_id, id, available, threshold, raised_at)
                values ({scope.StoreId}, {Guid.CreateVersion7(now)}, {outlook.Available}, {outlook.Threshold}, {now})
                on conflict (store_id) where cleared_at is null do nothing
                """,
                cancellationToken)
            : context.BalanceWarnings.Where(row => row.ClearedAt == null).ExecuteUpdateAsync(row => row.SetProperty(one => one.ClearedAt, now), cancellationToken));
    }

    /// <summary>Puts the warning away until the balance falls below the threshold anew.</summary>
    public async Task HideAsync(CancellationToken cancellationToken)
    {
        await FollowAsync(cancellationToken);
        var now = time.GetUtcNow();
        await context.BalanceWarnings.Where(row => row.ClearedAt == null && row.HiddenAt == null)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.HiddenAt, now), cancellationToken);
    }

    /// <summary>Stores the owner's own threshold; null goes back to the usual rule.</summary>
    public async Task SetThresholdAsync(long? credits, string actor, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into credit_settings (store_id, warn_below, changed_by, changed_at) values ({scope.StoreId}, {credits}, {actor}, {now})
            on conflict (store_id) do update set warn_below = excluded.warn_below, changed_by = excluded.changed_by, changed_at = excluded.changed_at
            """,
            cancellationToken);
        await FollowAsync(cancellationToken);
    }
}
