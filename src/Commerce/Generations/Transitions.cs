using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Commerce.Generations;

/// <summary>Moves rows from state to state: one short transaction each, guarded by the state before and by the lease.</summary>
public sealed class Transitions(CommerceContext context, StoreScope scope, TimeProvider time)
{
    /// <summary>
    /// Writes the new state, the row's history, and whatever <paramref name="within"/> adds, together or not at all.
    /// </summary>
    /// <exception cref="LostLeaseException">The row is not in the expected state or not ours any more; nothing was written.</exception>
    public async Task MoveAsync(
        Generation generation, GenerationState to, string detail, Action<UpdateSettersBuilder<Generation>> set, Func<Task>? within, CancellationToken cancellationToken)
    {
        var (from, worker, now) = (generation.State, generation.LeaseOwner, time.GetUtcNow());
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var moved = await context.Generations
            .Where(row => row.Id == generation.Id && row.State == from && row.LeaseOwner == worker)
            .ExecuteUpdateAsync(
                setters =>
                {
                    setters.SetProperty(row => row.State, to);
                    set(setters);
                },
                cancellationToken);
        if (moved != 1)
        {
            throw new LostLeaseException();
        }

        context.GenerationEvents.Add(new GenerationEvent
        {
            StoreId = scope.StoreId,
            Id = Guid.CreateVersion7(now),
            GenerationId = generation.Id,
            FromState = from,
            ToState = to,
            Detail = detail,
            At = now,
        });
        await context.SaveChangesAsync(cancellationToken);
        if (within is not null)
        {
            await within();
        }

        await transaction.CommitAsync(cancellationToken);
        generation.State = to;
    }
}
