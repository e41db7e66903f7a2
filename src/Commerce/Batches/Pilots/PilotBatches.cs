using Commerce.Data;
using Commerce.Generations;
using Commerce.Library;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches.Pilots;

/// <summary>Tries a recipe on a few products that stand for all, so that the rest is only made once those were looked at.</summary>
public sealed class PilotBatches(CommerceContext context, BatchPlanner planner, PlannedRows rows, BatchDrafts drafts, BatchStarter starter)
{
    /// <summary>The rows a pilot of this draft would make; null when it has too few products for one.</summary>
    /// <param name="limit">The most the owner lets the batch spend: the pilot stands for the products that fit, and never costs more than they do.</param>
    public async Task<RowSource?> SourceAsync(BatchDraft draft, long? limit, CancellationToken cancellationToken)
    {
        // What failed was tried once: it is made again, not tried.
        if (draft.FailedOf is not null)
        {
            return null;
        }

        var source = await planner.FreezeAsync(draft.Source, cancellationToken);
        if (limit is { } most)
        {
            if (await planner.FitAsync(source, draft.Content, most, cancellationToken) is not { } fitting)
            {
                return null;
            }

            source = fitting;
        }

        var (sql, parameters) = rows.Choosing(source, draft.Content);
        var candidates = await context.Database.SqlQueryRaw<PilotCandidate>(sql, [.. parameters]).ToListAsync(cancellationToken);
        var size = PilotChoice.SizeFor(candidates.Count);
        return size == 0 ? null : source with { Only = PilotChoice.Choose(candidates, size) };
    }

    /// <summary>
    /// Starts the pilot, or returns the one that this draft and recipe had before, unless that one was cancelled or delivered
    /// nothing. From then on the draft's products are named.
    /// </summary>
    /// <param name="limit">As for its rows.</param>
    /// <param name="mostCredits">What the owner saw that it costs.</param>
    /// <exception cref="NothingToMakeException">There are too few products for a pilot; nothing was started or charged.</exception>
    public async Task<Guid> StartAsync(BatchDraft draft, string name, long? limit, long mostCredits, string by, CancellationToken cancellationToken)
    {
        if (draft.Source is RowSource.Matching && await planner.FreezeAsync(draft.Source, cancellationToken) is RowSource.Products named)
        {
            await drafts.ChooseProductsAsync(draft.Id, named.Ids, by, cancellationToken);
            draft = (await drafts.FindAsync(draft.Id, cancellationToken))!;
        }

        var source = await SourceAsync(draft, limit, cancellationToken) ?? throw new NothingToMakeException();
        var request = new BatchRequest(name, source, draft.Content, await KeyAsync(draft, cancellationToken), by)
        {
            MostCredits = mostCredits,
            RecipeId = draft.RecipeId,
            PilotOf = draft.Id,
        };
        var batchId = await starter.StartAsync(request, cancellationToken);
        await drafts.FollowAsync(draft.Id, batchId, cancellationToken);
        return batchId;
    }

    /// <summary>How a pilot went so far; null when there is none of that id.</summary>
    public async Task<PilotResult?> ReadAsync(Guid batchId, CancellationToken cancellationToken)
    {
        var pilot = await context.Batches.AsNoTracking().Where(batch => batch.Id == batchId && batch.PilotOf != null)
            .Join(context.Recipes, batch => batch.RecipeId, recipe => recipe.Id, (batch, recipe) => new { Batch = batch, recipe.ContentHash })
            .SingleOrDefaultAsync(cancellationToken);
        if (pilot is null)
        {
            return null;
        }

        var states = await context.Generations.Where(row => row.BatchId == batchId).GroupBy(row => row.State)
            .Select(group => new { group.Key, Count = group.Count(), Credits = group.Sum(row => (long)row.Credits) }).ToDictionaryAsync(group => group.Key, cancellationToken);
        var reviews = await context.Assets.Where(asset => asset.BatchId == batchId).GroupBy(asset => asset.ReviewState)
            .Select(group => new { group.Key, Count = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Count, cancellationToken);
        var done = states.GetValueOrDefault(GenerationState.Done);
        return new PilotResult(
            batchId, pilot.Batch.Name, pilot.Batch.RecipeId, pilot.ContentHash, pilot.Batch.State, pilot.Batch.RowCount, done?.Count ?? 0,
            (states.GetValueOrDefault(GenerationState.Failed)?.Count ?? 0) + (states.GetValueOrDefault(GenerationState.Expired)?.Count ?? 0),
            reviews.GetValueOrDefault(ReviewState.Approved), reviews.GetValueOrDefault(ReviewState.Rejected), done?.Credits ?? 0)
        {
            ToReview = reviews.GetValueOrDefault(ReviewState.Pending),
            Estimate = states.Values.Sum(group => group.Credits),
        };
    }

    /// <summary>What is left of a draft's rows: without those that pilots of the same recipe delivered or still make. What they did not deliver is made.</summary>
    public async Task<RowSource> RestAsync(BatchDraft draft, CancellationToken cancellationToken) => draft.Source with
    {
        MadeBy = await PilotsOf(draft).Select(batch => batch.Id).ToListAsync(cancellationToken),
    };

    // Two clicks at once count the same pilots that came to nothing, and so have one key.
    private async Task<string> KeyAsync(BatchDraft draft, CancellationToken cancellationToken)
    {
        var fruitless = await PilotsOf(draft).CountAsync(batch => batch.State == BatchState.Cancelled || batch.State == BatchState.Failed, cancellationToken);
        return $"pilot:{draft.Id}:{RecipeBook.Hash(draft.Content)}{(fruitless > 0 ? $":{fruitless}" : "")}";
    }

    private IQueryable<Batch> PilotsOf(BatchDraft draft)
    {
        var hash = RecipeBook.Hash(draft.Content);
        return context.Batches.Where(batch => batch.PilotOf == draft.Id && context.Recipes.Any(recipe => recipe.Id == batch.RecipeId && recipe.ContentHash == hash));
    }
}
