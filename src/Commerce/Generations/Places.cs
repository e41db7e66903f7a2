using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Generations;

/// <summary>
/// Limits how many rows of a store and of a provider are worked on at once in the whole cluster. Who wants a place locks the
/// limit, counts and takes, so that no race takes one too many; a place lapses with its worker. Without limits nothing is
/// locked and nothing counted.
/// </summary>
public sealed class Places(CommerceContext context, StoreScope scope, PlaceLimits limits, TimeProvider time)
{
    /// <summary>Whether the store or any provider has a limit.</summary>
    public async Task<bool> LimitedAsync(CancellationToken cancellationToken) =>
        await limits.AnyProviderAsync(cancellationToken) || await limits.OfStoreAsync(scope.StoreId, cancellationToken) is not null;

    /// <summary>Takes rows through <paramref name="take"/> as far as there are places, those that have one already first.</summary>
    public async Task<List<Guid>> TakeAsync(Func<ClaimFilter, int, Task<List<Guid>>> take, int most, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var store = await context.Database.SqlQuery<int?>(
            $"""select places as "Value" from store_directory where store_id = {scope.StoreId} and places is not null for update""").ToListAsync(cancellationToken);
        var providers = await context.Database.SqlQuery<LimitedProvider>(
            $"""select provider as "Name", places as "Places" from provider_limits order by provider for update""").ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        var left = store is [{ } places] ? places - await context.WorkPlaces.CountAsync(place => place.StoreId == scope.StoreId && place.Until > now, cancellationToken) : int.MaxValue;

        // Rows that stand somewhere already are always taken: leaving them would free no place.
        var taken = await take(new ClaimFilter(true, null, []), most);
        var names = providers.Select(provider => provider.Name).ToArray();
        taken.AddRange(await SomeAsync(take, new ClaimFilter(false, null, names), Math.Min(most - taken.Count, left)));
        var fresh = taken.Count;
        foreach (var provider in providers)
        {
            var free = provider.Places - await context.WorkPlaces.CountAsync(place => place.Provider == provider.Name && place.Until > now, cancellationToken);
            taken.AddRange(await SomeAsync(take, new ClaimFilter(false, provider.Name, []), Math.Min(free, Math.Min(most - taken.Count, left - fresh))));
        }

        await StandAsync(taken, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return taken;
    }

    /// <summary>Keeps the places of rows that wait at their provider, and frees those of rows that stand there no longer.</summary>
    public async Task FollowAsync(IReadOnlyCollection<RowMove> moves, CancellationToken cancellationToken)
    {
        if (!await LimitedAsync(cancellationToken))
        {
            return;
        }

        var gone = moves.Where(move => move.To == GenerationState.Queued || move.EndedAt is not null).Select(move => move.Row.Id).ToArray();
        await context.WorkPlaces.Where(place => gone.Contains(place.GenerationId)).ExecuteDeleteAsync(cancellationToken);
        foreach (var move in moves.Where(move => move is { GivesBack: true, EndedAt: null, DueAt: not null } && move.To != GenerationState.Queued))
        {
            var until = move.DueAt + limits.Length;
            await context.WorkPlaces.Where(place => place.GenerationId == move.Row.Id)
                .ExecuteUpdateAsync(place => place.SetProperty(row => row.Until, until), cancellationToken);
        }
    }

    private static Task<List<Guid>> SomeAsync(Func<ClaimFilter, int, Task<List<Guid>>> take, ClaimFilter filter, int most) =>
        most > 0 ? take(filter, most) : Task.FromResult<List<Guid>>([]);

    private Task<int> StandAsync(List<Guid> ids, CancellationToken cancellationToken) => context.Database.ExecuteSqlAsync(
        $"""
        insert into work_places (generation_id, store_id, provider, until)
        select id, store_id, provider, {time.GetUtcNow() + limits.Length} from generations where store_id = {scope.StoreId} and id = any ({ids.ToArray()})
        on conflict (generation_id) do update set until = excluded.until
        """,
        cancellationToken);

    private sealed record LimitedProvider(string Name, int Places);
}
