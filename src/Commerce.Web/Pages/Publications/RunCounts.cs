using Commerce.Data;
using Commerce.Providers;
using Commerce.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Web.Pages.Publications;

/// <summary>What one run has come to: its products by state, its media by kind.</summary>
public sealed record RunCounts(Guid RunId, DateTimeOffset StartedAt, string StartedBy, IReadOnlyDictionary<PublicationState, int> Products, int Pictures, int Videos)
{
    public int Total => Products.Values.Sum();

    public bool Working => Products.Keys.Any(StateWords.IsWorking);

    /// <summary>A run whose products are on their way back, or are back.</summary>
    public bool Reverting => Products.Keys.Any(state => state is PublicationState.Reverting or PublicationState.Reverted or PublicationState.RevertFailed);

    public int Of(params ReadOnlySpan<PublicationState> states)
    {
        var sum = 0;
        foreach (var state in states)
        {
            sum += Products.GetValueOrDefault(state);
        }

        return sum;
    }

    /// <summary>The one state that says most about the run.</summary>
    public PublicationState State
    {
        get
        {
            PublicationState[] byWeight =
                [PublicationState.Reverting, PublicationState.Publishing, PublicationState.Queued, PublicationState.RevertFailed, PublicationState.Published, PublicationState.Reverted];
            return Array.Find(byWeight, Products.ContainsKey) is var found && Products.ContainsKey(found) ? found : PublicationState.Failed;
        }
    }

    /// <summary>The counts of some runs, in no particular order; runs of other stores are not found.</summary>
    public static async Task<IReadOnlyList<RunCounts>> ReadAsync(CommerceContext context, IReadOnlyCollection<Guid> runIds, CancellationToken cancellationToken)
    {
        var states = await context.Publications.Where(row => runIds.Contains(row.RunId))
            .GroupBy(row => new { row.RunId, row.State })
            .Select(group => new { group.Key.RunId, group.Key.State, Count = group.Count(), StartedAt = group.Min(row => row.CreatedAt), By = group.Min(row => row.CreatedBy) })
            .ToListAsync(cancellationToken);
        var kinds = await (
            from item in context.PublicationItems
            join publication in context.Publications on new { item.StoreId, Id = item.PublicationId } equals new { publication.StoreId, publication.Id }
            join asset in context.Assets on new { item.StoreId, Id = item.AssetId } equals new { asset.StoreId, asset.Id }
            where runIds.Contains(publication.RunId)
            group item by new { publication.RunId, asset.Kind } into grouped
            select new { grouped.Key.RunId, grouped.Key.Kind, Count = grouped.Count() }).ToListAsync(cancellationToken);
        return [.. states.GroupBy(row => row.RunId).Select(run => new RunCounts(
            run.Key, run.Min(row => row.StartedAt), run.First().By!, run.ToDictionary(row => row.State, row => row.Count),
            kinds.Where(kind => kind.RunId == run.Key && kind.Kind == GenerationKind.Image).Sum(kind => kind.Count),
            kinds.Where(kind => kind.RunId == run.Key && kind.Kind == GenerationKind.Video).Sum(kind => kind.Count)))];
    }
}
