using Commerce.Data;
using Commerce.Generations;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Routing.Cutouts;

/// <summary>Keeps by whom each picture's product is cut out, so that nobody buys it a second time.</summary>
public sealed class CutoutBook(CommerceContext context, StoreScope scope, ProviderKeys keys, TimeProvider time)
{
    /// <summary>How long a row waits before it looks again whether another one's order has come.</summary>
    public static readonly TimeSpan Glance = TimeSpan.FromSeconds(5);

    /// <summary>Whether any vendor that is connected can cut products out, and the store lets it.</summary>
    public async Task<bool> AnyoneAsync(CancellationToken cancellationToken)
    {
        var (today, connected) = (time.Today(), await keys.ConnectedAsync(cancellationToken));
        return connected.Count > 0 && !await context.RoutingPolicies.AnyAsync(policy => !policy.BuysCutouts, cancellationToken)
            && ModelCatalogue.Shipped.Models.Any(model => model.Tasks.Contains(WorkTask.RemoveBackground) && connected.ContainsKey(model.Vendor) && model.Lives(today));
    }

    /// <param name="sha256">Of the picture.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Null when nobody ordered it yet.</returns>
    public async Task<SeenCutout?> FindAsync(string sha256, CancellationToken cancellationToken)
    {
        if (await context.Cutouts.AsNoTracking().SingleOrDefaultAsync(cutout => cutout.SourceSha256 == sha256, cancellationToken) is not { } cutout)
        {
            return null;
        }

        var owner = await context.Generations.AsNoTracking().Where(row => row.Id == cutout.GenerationId)
            .Select(row => new { row.State, row.Attempt, row.ErrorCode }).SingleOrDefaultAsync(cancellationToken);
        return new SeenCutout(cutout, owner?.State, owner?.Attempt ?? 0, owner?.ErrorCode);
    }

    /// <summary>Makes an order the one for its picture, in the caller's transaction.</summary>
    /// <param name="row">Whose order it is.</param>
    /// <param name="route">To whom it goes.</param>
    /// <param name="sha256">Of the picture.</param>
    /// <param name="seen">What was found when it was chosen; null when nothing.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ProviderRestsException">Another row was faster; nothing was written.</exception>
    public async Task ClaimAsync(Generation row, Route route, string sha256, Cutout? seen, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var claimed = await context.Database.ExecuteSqlAsync(
            $"""
            insert into cutouts as cutout (store_id, source_sha256, state, generation_id, attempt, vendor, model, at)
            values ({scope.StoreId}, {sha256}, 'ordered', {row.Id}, {row.Attempt}, {route.Vendor}, {route.Model}, {now})
            on conflict (store_id, source_sha256) do update set
              state = excluded.state, generation_id = excluded.generation_id, attempt = excluded.attempt, vendor = excluded.vendor, model = excluded.model, at = excluded.at
            where cutout.state in ('ordered', 'lost') and cutout.generation_id is not distinct from {seen?.GenerationId}::uuid and cutout.attempt = {seen?.Attempt ?? 0}
            """, cancellationToken);
        if (claimed == 0)
        {
            throw new ProviderRestsException(now + Glance, ForAnother);
        }
    }

    /// <summary>Says what came of a row's order.</summary>
    public Task EndAsync(Generation row, string sha256, CutoutState state, long? costMicros, CancellationToken cancellationToken) =>
        context.Cutouts.Where(cutout => cutout.SourceSha256 == sha256 && cutout.GenerationId == row.Id && cutout.Attempt == row.Attempt)
            .ExecuteUpdateAsync(cutout => cutout.SetProperty(one => one.State, state).SetProperty(one => one.CostMicros, costMicros), cancellationToken);

    /// <summary>Says that nobody knows what became of an order. One that another row has taken over meanwhile is left as it is.</summary>
    public Task LoseAsync(Cutout seen, CancellationToken cancellationToken) =>
        context.Cutouts.Where(cutout => cutout.SourceSha256 == seen.SourceSha256 && cutout.State == CutoutState.Ordered && cutout.GenerationId == seen.GenerationId && cutout.Attempt == seen.Attempt)
            .ExecuteUpdateAsync(cutout => cutout.SetProperty(one => one.State, CutoutState.Lost), cancellationToken);

    internal const string ForAnother = "The same photo is being cut out for another one";
}
