using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Routing;

/// <summary>Writes down to whom an order is given, before it is sent: a worker that dies from then on leaves a row of which that much is known.</summary>
public sealed class RouteBook(CommerceContext context, StoreScope scope, SpendCaps caps, VendorTurns turns, PlaceLimits places, TimeProvider time)
{
    private static readonly TimeSpan Crowded = TimeSpan.FromSeconds(5);

    /// <param name="row">Whose order it is.</param>
    /// <param name="route">To whom it goes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <param name="also">Written in the same transaction, with the same scope's context.</param>
    /// <exception cref="ProviderRestsException">The vendor's limit of orders, of places or of money leaves no room now; nothing was written.</exception>
    /// <exception cref="LostLeaseException">The row is not ours any more; nothing was written.</exception>
    public async Task WriteAsync(Generation row, Route route, CancellationToken cancellationToken, Func<Task>? also = null)
    {
        await turns.OrderAsync(Route.NameOf(route.Vendor, route.OwnKey, scope.StoreId), route.Vendor, row.Seed, cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await StandAsync(row.Id, route.Vendor, cancellationToken);
        await CountAsync(row, route, cancellationToken);

        // A cut-out is only a part of what is made here.
        var maker = ModelName.IsRouted(row.Model) ? route.Vendor : row.Provider;
        var (now, detail) = (time.GetUtcNow(), $"Given to {Vendor.NameOf(route.Vendor)}, {route.Model}. {route.Why}");
        var written = await context.Database.ExecuteSqlAsync(
            $"""
            with given as (
              update generations set route = {JsonColumn.Write(route)}::jsonb, provider = {maker}
              where store_id = {scope.StoreId} and id = {row.Id} and state in ('submitting', 'uncertain') and attempt = {row.Attempt} and lease_owner = {row.LeaseOwner} and ended_at is null
              returning id, state
            )
            insert into generation_events (store_id, id, generation_id, from_state, to_state, detail, at)
            select {scope.StoreId}, {Guid.CreateVersion7(now)}, id, state, state, {detail}, {now} from given
            """, cancellationToken);
        if (written == 0)
        {
            throw new LostLeaseException();
        }

        if (also is not null)
        {
            await also();
        }

        await transaction.CommitAsync(cancellationToken);
        row.Route = route;
    }

    /// <summary>The task that a callback named for an attempt; null when none has come.</summary>
    public Task<string?> TaskAsync(Guid generationId, int attempt, CancellationToken cancellationToken) => context.ProviderCallbacks
        .Where(callback => callback.GenerationId == generationId && callback.Attempt == attempt && callback.TaskId != null)
        .Select(callback => callback.TaskId).FirstOrDefaultAsync(cancellationToken);

    // Rows that change sides between two vendors lock both days in the same order, whichever way they go.
    private async Task CountAsync(Generation row, Route route, CancellationToken cancellationToken)
    {
        var earlier = row.Route is { } last && last.Attempt > row.EarlierAttempts ? last : null;
        if (earlier is not null && string.CompareOrdinal(earlier.Vendor, route.Vendor) < 0)
        {
            await caps.TakeOffAsync(earlier.Vendor, earlier.At, earlier.Counted, cancellationToken);
            await caps.CountAsync(route.Vendor, route.Counted, cancellationToken);
            return;
        }

        await caps.CountAsync(route.Vendor, route.Counted, cancellationToken);
        if (earlier is not null)
        {
            await caps.TakeOffAsync(earlier.Vendor, earlier.At, earlier.Counted, cancellationToken);
        }
    }

    // The operator's limit of how many rows stand at a vendor at once: locked, counted, taken.
    private async Task StandAsync(Guid rowId, string vendor, CancellationToken cancellationToken)
    {
        var limit = await context.Database.SqlQuery<int>($"""select places as "Value" from provider_limits where provider = {vendor} for update""").ToListAsync(cancellationToken);
        if (limit is not [var most])
        {
            return;
        }

        var now = time.GetUtcNow();
        if (await context.WorkPlaces.CountAsync(place => place.Provider == vendor && place.Until > now && place.GenerationId != rowId, cancellationToken) >= most)
        {
            throw new ProviderRestsException(now + Crowded, "As many orders as may be stand at the provider", "so this one waits a moment.");
        }

        await context.Database.ExecuteSqlAsync(
            $"""
            insert into work_places (generation_id, store_id, provider, until) values ({rowId}, {scope.StoreId}, {vendor}, {now + places.Length})
            on conflict (generation_id) do update set provider = excluded.provider, until = excluded.until
            """, cancellationToken);
    }
}
