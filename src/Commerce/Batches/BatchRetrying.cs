using System.Globalization;
using Commerce.Billing;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>What a retry came to: rows that go round again, and the credits held for them.</summary>
public sealed record BatchRetry(int Rows, long Credits);

/// <summary>
/// Sends failed rows round again, each with a new life: a new hold for exactly their credits, a settlement of its own, and all
/// attempts once more. Their first life stays in the books as it ended. Rows that were delivered are never touched.
/// </summary>
public sealed class BatchRetrying(CommerceContext context, StoreScope scope, Standings standings, Ledger ledger, BatchEvents events, Wake wake, TimeProvider time)
{
    /// <param name="rowIds">The rows to try again; null for every failed row of the batch.</param>
    /// <param name="by">Who asks.</param>
    /// <returns>No rows when none has failed, or what failed was made elsewhere meanwhile. Asking twice at once sends each row round once.</returns>
    /// <exception cref="NotEnoughCreditsException">Nothing was changed or held.</exception>
    /// <exception cref="BillingRefusedException">The plan is on hold; nothing was changed or held.</exception>
    public async Task<BatchRetry> RetryAsync(Guid batchId, IReadOnlyList<Guid>? rowIds, string by, CancellationToken cancellationToken)
    {
        await standings.RequireStartAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // The store's balance is locked first, as starting a batch does, then the batch: two retries follow each other, and the
        // second finds no failed rows.
        await context.Database.ExecuteSqlAsync($"select 1 from balances where store_id = {scope.StoreId} for update", cancellationToken);
        await context.Database.ExecuteSqlAsync($"select 1 from batches where store_id = {scope.StoreId} and id = {batchId} for update", cancellationToken);
        var batch = await context.Batches.AsNoTracking().SingleOrDefaultAsync(row => row.Id == batchId && row.State != BatchState.Cancelling, cancellationToken);
        var failed = batch is null ? [] : await FailedAsync(batch, rowIds, cancellationToken);
        if (batch is null || failed.Count == 0)
        {
            return new BatchRetry(0, 0);
        }

        var credits = failed.Sum(row => (long)row.Credits);
        var holdId = await ledger.HoldAsync(batchId, credits, $"Another try, batch “{batch.Name}”", cancellationToken, again: true);
        await SendAsync(batch, [.. failed.Select(row => row.Id)], holdId, cancellationToken);
        if (!batch.Active)
        {
            await context.Batches.Where(row => row.Id == batchId).ExecuteUpdateAsync(
                row => row.SetProperty(one => one.State, BatchState.Running).SetProperty(one => one.FinishedAt, (DateTimeOffset?)null), cancellationToken);
        }

        await events.AddAsync(batchId, BatchEventKind.Retried, failed.Count.ToString(CultureInfo.InvariantCulture), by, cancellationToken);
        await wake.MarkAsync(scope.StoreId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await wake.NowAsync(scope.StoreId, cancellationToken);
        return new BatchRetry(failed.Count, credits);
    }

    // The same wish is never bought twice. A wish is the order and its picture, so many times as the batch asked for it and did
    // not get it; what other batches delivered of it, or still make, counts against that. Not counted: what was rejected, what
    // this batch itself has served again, and, for new variations, what was asked for before. Rows from before orders were kept
    // have only their request to go by.
    private async Task<List<FailedRow>> FailedAsync(Batch batch, IReadOnlyList<Guid>? rowIds, CancellationToken cancellationToken)
    {
        var content = await context.Recipes.Where(recipe => recipe.Id == batch.RecipeId).Select(recipe => recipe.Content).SingleAsync(cancellationToken);
        return await context.Database.SqlQuery<FailedRow>(
            $"""
            with failed as (
              select g.id, g.credits, g.row_number, g.request_hash, g.order_hash, coalesce(i.sha256, i.id::text) as picture,
                     row_number() over (partition by coalesce(g.order_hash || coalesce(i.sha256, i.id::text), g.request_hash) order by g.row_number) as number
              from generations g
              join source_images i on i.store_id = g.store_id and i.id = g.source_image_id
              where g.store_id = {scope.StoreId} and g.batch_id = {batch.Id} and g.state in ('failed', 'expired')
            ), elsewhere as (
              select g.order_hash, coalesce(i.sha256, i.id::text) as picture, count(*) as many
              from generations g
              join source_images i on i.store_id = g.store_id and i.id = g.source_image_id
              where g.store_id = {scope.StoreId} and g.batch_id <> {batch.Id} and g.order_hash in (select order_hash from failed)
                and g.reused_from is null and g.state not in ('failed', 'cancelled', 'expired')
                and (g.state <> 'done' or exists (
                  select from assets a where a.store_id = g.store_id and a.generation_id = g.id and a.review_state <> 'rejected'))
                and not exists (
                  select from generations own where own.store_id = g.store_id and own.batch_id = {batch.Id} and own.reused_from = g.id)
                and (not {content.NewVariations} or g.created_at > {batch.CreatedAt})
              group by g.order_hash, coalesce(i.sha256, i.id::text)
            )
            select f.id as "Id", f.credits as "Credits"
            from failed f left join elsewhere e using (order_hash, picture)
            where ({rowIds == null} or f.id = any ({rowIds?.ToArray() ?? []}))
              and case when f.order_hash is not null then f.number > coalesce(e.many, 0) else f.number = 1 and not exists (
                select from generations twin
                where twin.store_id = {scope.StoreId} and twin.request_hash = f.request_hash and twin.state not in ('failed', 'cancelled', 'expired')) end
            order by f.row_number
            """).ToListAsync(cancellationToken);
    }

    private Task<int> SendAsync(Batch batch, Guid[] ids, Guid holdId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var due = batch.State switch
        {
            BatchState.Paused => DateTimeOffset.MaxValue,
            BatchState.Scheduled => batch.StartsAt!.Value,
            _ => BatchPriority.DueAt(batch.Front, now),
        };
        return context.Database.ExecuteSqlAsync(
            $"""
            with sent as (
              update generations g set
                state = 'queued', due_at = {due}, life = g.life + 1, hold_id = {holdId}, earlier_attempts = g.attempt, doubts = 0,
                lease_owner = null, lease_until = null, task_id = null, output = null, output_key = null,
                error_code = null, error_message = null, started_at = null, ended_at = null
              from (select id, state from generations where store_id = {scope.StoreId} and id = any ({ids})) before
              where g.store_id = {scope.StoreId} and g.id = before.id
              returning g.id, g.row_number, before.state
            )
            insert into generation_events (store_id, id, generation_id, from_state, to_state, detail, at)
            select {scope.StoreId}, ordered_id({now}, row_number), id, state, 'queued', 'Tried again on request', {now} from sent
            """,
            cancellationToken);
    }

    private sealed record FailedRow(Guid Id, int Credits);
}
