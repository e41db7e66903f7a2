using Commerce.Batches;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Signals;

/// <summary>
/// Records signals for what has changed. Reads batches and publications as they stand, so nothing is lost by a crash
/// between a change and its signal: whoever looks next finds the change.
/// </summary>
public sealed class SignalSource(CommerceContext context, StoreScope scope, TimeProvider time)
{
    // A workflow started a day late helps nobody.
    private static readonly TimeSpan BatchWindow = TimeSpan.FromDays(1);

    // Changes carry the time before their commit; this much earlier ones are looked at again.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>Safe to call from any worker at any time.</summary>
    public async Task RecordAsync(CancellationToken cancellationToken)
    {
        await RecordBatchesAsync(cancellationToken);
        await RecordProductsAsync(cancellationToken);
    }

    private async Task RecordBatchesAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - BatchWindow;
        var ended = await context.Batches
            .Where(batch => batch.FinishedAt > since && !context.Signals.Any(signal => signal.SubjectId == batch.Id))
            .Select(batch => new
            {
                batch.Id,
                batch.State,
                batch.FinishedAt,
                Delivered = context.Generations.Any(row => row.BatchId == batch.Id && row.State == GenerationState.Done),
            })
            .Where(batch => batch.Delivered || batch.State == BatchState.Failed)
            .ToListAsync(cancellationToken);
        foreach (var batch in ended)
        {
            await RecordAsync(batch.Delivered ? SignalKind.MediaReady : SignalKind.BatchFailed, batch.Id, batch.FinishedAt!.Value, cancellationToken);
        }
    }

    private async Task RecordProductsAsync(CancellationToken cancellationToken)
    {
        var last = await context.Signals.Where(signal => signal.Kind == SignalKind.Disclosure).MaxAsync(signal => (DateTimeOffset?)signal.ChangedAt, cancellationToken);
        var since = (last ?? DateTimeOffset.UnixEpoch) - Overlap;
        var changed = await context.Publications
            .Where(publication => publication.PublishedAt > since || publication.RevertedAt > since)
            .Select(publication => new { publication.ProductId, publication.PublishedAt, publication.RevertedAt })
            .ToListAsync(cancellationToken);
        foreach (var product in changed.GroupBy(publication => publication.ProductId))
        {
            var at = product.SelectMany(publication => new[] { publication.PublishedAt, publication.RevertedAt }).Max()!.Value;
            await RecordAsync(SignalKind.Disclosure, product.Key, at, cancellationToken);
        }
    }

    private Task RecordAsync(SignalKind kind, Guid subjectId, DateTimeOffset changedAt, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return context.Database.ExecuteSqlAsync(
            $"""
            insert into signals (store_id, id, kind, subject_id, changed_at, due_at, created_at)
            values ({scope.StoreId}, {Guid.CreateVersion7(now)}, {EnumText.Of(kind)}, {subjectId}, {changedAt}, {now}, {now})
            on conflict (store_id, subject_id, kind) do update set changed_at = excluded.changed_at, due_at = excluded.due_at, attempt = 0
            where signals.changed_at < excluded.changed_at
            """,
            cancellationToken);
    }
}
