using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Generations;

/// <summary>
/// Takes a group of the store's oldest due rows. Lease, attempt and history are one statement for all of them: rows that
/// other workers hold or are just taking are skipped, never waited for.
/// </summary>
public sealed class Claims(CommerceContext context, StoreScope scope, Leases leases, Places places, TimeProvider time)
{
    /// <summary>
    /// Checkpoint 1. A queued row of a running batch comes out as `submitting`, its attempt on record before the provider
    /// hears of it: a worker that dies from here on leaves a row of which that much is known, never a paid task that nobody
    /// knows of. Rows in other states, rows of a batch that is ending and
    /// rows whose product has left come out as they are.
    /// </summary>
    public async Task<List<Generation>> TakeAsync(string worker, int most, CancellationToken cancellationToken)
    {
        var ids = await places.LimitedAsync(cancellationToken)
            ? await places.TakeAsync((filter, few) => TakeAsync(worker, few, filter, cancellationToken), most, cancellationToken)
            : await TakeAsync(worker, most, ClaimFilter.Any, cancellationToken);

        // Only what is still ours: on a database that stood still for longer than a lease, another worker may have taken and
        // even ended a row since, and what is read here names the owner that guards every write.
        return ids.Count == 0 ? [] : await context.Generations.AsNoTracking().Where(row => ids.Contains(row.Id) && row.LeaseOwner == worker)
            .OrderBy(row => row.DueAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
    }

    private Task<List<Guid>> TakeAsync(string worker, int most, ClaimFilter filter, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var eventIds = Enumerable.Range(0, most).Select(_ => Guid.CreateVersion7(now)).ToArray();
        return context.Database.SqlQuery<Guid>(
            $"""
            with due as (
              select g.id, g.state, g.batch_id, g.product_id from generations g
              where g.store_id = {scope.StoreId} and g.due_at <= {now} and (g.lease_until is null or g.lease_until <= {now})
                and ({filter.Placed}::boolean is null or {filter.Placed} = (g.state not in ('queued', 'submitting', 'uncertain')
                  or exists (select from work_places place where place.generation_id = g.id and place.until > {now})))
                and ({filter.Only}::text is null or g.provider = {filter.Only}) and g.provider <> all ({filter.Without})
              order by g.due_at, g.id limit {most} for update skip locked
            ), turn as (
              select due.id, due.state = 'queued' and batch.state in ('scheduled', 'running') and product.removed_at is null as submits
              from due
              join batches batch on batch.store_id = {scope.StoreId} and batch.id = due.batch_id
              join products product on product.store_id = {scope.StoreId} and product.id = due.product_id
            ), taken as (
              update generations g set
                lease_owner = {worker}, lease_until = {now + leases.Length},
                state = case when turn.submits then 'submitting' else g.state end,
                attempt = case when turn.submits then g.attempt + 1 else g.attempt end,
                doubts = case when turn.submits then 0 else g.doubts end,
                started_at = case when turn.submits then coalesce(g.started_at, {now}) else g.started_at end
              from turn where g.store_id = {scope.StoreId} and g.id = turn.id
              returning g.id, g.attempt, turn.submits
            ), history as (
              insert into generation_events (store_id, id, generation_id, from_state, to_state, detail, at)
              select {scope.StoreId}, ({eventIds})[row_number() over ()], taken.id, 'queued', 'submitting', 'Attempt ' || taken.attempt, {now}
              from taken where taken.submits
            )
            select id as "Value" from taken
            """).ToListAsync(cancellationToken);
    }
}
