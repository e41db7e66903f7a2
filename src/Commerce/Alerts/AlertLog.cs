using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Alerts;

/// <summary>Raises and resolves alerts. Each call is one statement, so that checks that cross leave one open alert, never two.</summary>
public sealed class AlertLog(CommerceContext context, TimeProvider time)
{
    /// <summary>Opens the alert, or counts it once more when it is open.</summary>
    public Task RaiseAsync(string code, string subject, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return context.Database.ExecuteSqlAsync(
            $"""
            insert into alerts (id, code, subject, first_seen, last_seen) values ({Guid.CreateVersion7(now)}, {code}, {subject}, {now}, {now})
            on conflict (code, subject) where resolved_at is null do update set times = alerts.times + 1, last_seen = excluded.last_seen
            """,
            cancellationToken);
    }

    /// <summary>Closes the alert if it is open; it stays in the list of what was.</summary>
    public Task ResolveAsync(string code, string subject, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return context.Alerts.Where(alert => alert.Code == code && alert.Subject == subject && alert.ResolvedAt == null)
            .ExecuteUpdateAsync(alert => alert.SetProperty(row => row.ResolvedAt, now), cancellationToken);
    }

    /// <summary>What is open, oldest first.</summary>
    public Task<List<Alert>> OpenAsync(CancellationToken cancellationToken) => context.Alerts.AsNoTracking()
        .Where(alert => alert.ResolvedAt == null).OrderBy(alert => alert.FirstSeen).ThenBy(alert => alert.Id).ToListAsync(cancellationToken);

    /// <summary>What was resolved last, newest first.</summary>
    public Task<List<Alert>> ResolvedAsync(int limit, CancellationToken cancellationToken) => context.Alerts.AsNoTracking()
        .Where(alert => alert.ResolvedAt != null).OrderByDescending(alert => alert.ResolvedAt).ThenByDescending(alert => alert.Id).Take(limit).ToListAsync(cancellationToken);
}
