using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Styles;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>Keeps drafts. Each saving is one statement, so that two that cross leave one of both, never a mixture.</summary>
public sealed class BatchDrafts(CommerceContext context, StoreScope scope, TimeProvider time)
{
    /// <summary>How long a draft is kept that nobody touches.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    /// <summary>The draft, or null when this store has none of that id.</summary>
    public Task<BatchDraft?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        context.BatchDrafts.AsNoTracking().SingleOrDefaultAsync(draft => draft.Id == id, cancellationToken);

    /// <summary>Stores the chosen products; makes the draft, with the clean first picture as its recipe, when there is none yet.</summary>
    public Task ChooseProductsAsync(Guid id, IReadOnlyList<Guid> productIds, string by, CancellationToken cancellationToken) =>
        ChooseAsync(id, [.. productIds.Distinct()], null, null, "", by, cancellationToken);

    /// <summary>Stores a filter: the batch is made of what matches when it is started.</summary>
    public Task ChooseFilterAsync(Guid id, CatalogueFilter filter, string by, CancellationToken cancellationToken) =>
        ChooseAsync(id, [], filter, null, "", by, cancellationToken);

    /// <summary>Stores a validated spreadsheet whose rows the batch makes.</summary>
    /// <param name="recipe">What a new draft begins with; null for the clean first picture.</param>
    public Task ChooseSheetAsync(Guid id, Guid sheetId, string name, string by, CancellationToken cancellationToken, Recipe? recipe = null) =>
        ChooseAsync(id, [], null, sheetId, name, by, cancellationToken, recipe);

    /// <summary>Stores the rows of a batch that failed for one reason, with their products; others chosen later take their place.</summary>
    public async Task ChooseFailedAsync(Guid id, RowSource.Failed failed, IReadOnlyList<Guid> productIds, string by, CancellationToken cancellationToken)
    {
        await ChooseProductsAsync(id, productIds, by, cancellationToken);
        await context.BatchDrafts.Where(draft => draft.Id == id).ExecuteUpdateAsync(
            draft => draft.SetProperty(row => row.FailedOf, failed.BatchId).SetProperty(row => row.FailedCode, failed.Code), cancellationToken);
    }

    /// <summary>A draft as it would begin with these products; nothing is stored until somebody goes on with it.</summary>
    public async Task<BatchDraft> ProposeAsync(IReadOnlyList<Guid> productIds, string by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return new BatchDraft
        {
            StoreId = scope.StoreId,
            Id = Guid.CreateVersion7(now),
            ProductIds = [.. productIds],
            Content = await StartingContentAsync(cancellationToken),
            CreatedBy = by,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>Stores what to make of each product. False when there is no such draft.</summary>
    /// <param name="recipeId">The saved version it is the content of, if it is one.</param>
    public async Task<bool> ChooseContentAsync(Guid id, RecipeContent content, CancellationToken cancellationToken, Guid? recipeId = null)
    {
        var now = time.GetUtcNow();
        return await context.BatchDrafts.Where(draft => draft.Id == id).ExecuteUpdateAsync(
            draft => draft.SetProperty(row => row.Content, content).SetProperty(row => row.RecipeId, recipeId).SetProperty(row => row.UpdatedAt, now), cancellationToken) == 1;
    }

    /// <summary>Pins the store's newest brand profile where the draft uses one, at the last look before the money. Returns the draft as it is then.</summary>
    public async Task<BatchDraft> PinBrandAsync(BatchDraft draft, CancellationToken cancellationToken)
    {
        var version = draft.Content.UseBrand ? await BrandVersionAsync(cancellationToken) : null;
        if (version == draft.Content.BrandVersion)
        {
            return draft;
        }

        await ChooseContentAsync(draft.Id, draft.Content with { UseBrand = version is not null, BrandVersion = version }, cancellationToken);
        return (await FindAsync(draft.Id, cancellationToken))!;
    }

    /// <summary>Stores the owner's name for it.</summary>
    public Task NameAsync(Guid id, string name, CancellationToken cancellationToken) =>
        context.BatchDrafts.Where(draft => draft.Id == id).ExecuteUpdateAsync(draft => draft.SetProperty(row => row.Name, name), cancellationToken);

    /// <summary>Stores when the batch is to begin; null means at once.</summary>
    public Task ScheduleAsync(Guid id, DateTimeOffset? startsAt, CancellationToken cancellationToken) =>
        context.BatchDrafts.Where(draft => draft.Id == id).ExecuteUpdateAsync(draft => draft.SetProperty(row => row.StartsAt, startsAt), cancellationToken);

    /// <summary>Stores which pilot was started from it.</summary>
    public Task FollowAsync(Guid id, Guid pilotId, CancellationToken cancellationToken) =>
        context.BatchDrafts.Where(draft => draft.Id == id).ExecuteUpdateAsync(draft => draft.SetProperty(row => row.PilotId, pilotId), cancellationToken);

    /// <summary>Removes drafts that nobody has touched for <see cref="Kept"/>.</summary>
    public Task<int> RemoveOldAsync(CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - Kept;
        return context.BatchDrafts.Where(draft => draft.UpdatedAt < oldest).ExecuteDeleteAsync(cancellationToken);
    }

    /// <summary>The newest brand profile's version, or null before the first reading.</summary>
    public Task<int?> BrandVersionAsync(CancellationToken cancellationToken) =>
        context.BrandProfiles.MaxAsync(profile => (int?)profile.Version, cancellationToken);

    private async Task ChooseAsync(Guid id, Guid[] productIds, CatalogueFilter? filter, Guid? sheetId, string name, string by, CancellationToken cancellationToken, Recipe? recipe = null)
    {
        var (now, content) = (time.GetUtcNow(), JsonColumn.Write(recipe?.Content ?? await StartingContentAsync(cancellationToken)));
        var wanted = filter is null ? null : JsonColumn.Write(filter);
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into batch_drafts (store_id, id, name, product_ids, filter, sheet_id, content, recipe_id, created_by, created_at, updated_at)
            values ({scope.StoreId}, {id}, {name}, {productIds}, {wanted}::jsonb, {sheetId}, {content}::jsonb, {recipe?.Id}, {by}, {now}, {now})
            on conflict (store_id, id) do update
            set product_ids = excluded.product_ids, filter = excluded.filter, sheet_id = excluded.sheet_id, updated_at = excluded.updated_at,
                failed_of = case when excluded.filter is null and excluded.sheet_id is null
                  and batch_drafts.product_ids <@ excluded.product_ids and excluded.product_ids <@ batch_drafts.product_ids then batch_drafts.failed_of end
            """,
            cancellationToken);
    }

    private async Task<RecipeContent> StartingContentAsync(CancellationToken cancellationToken)
    {
        var (brand, first) = (await BrandVersionAsync(cancellationToken), StyleCatalogue.All[0]);
        return new RecipeContent([new RecipeStyle(first.Key, first.Formats[0].Width, first.Formats[0].Height, 1)], "", brand is not null, brand);
    }
}
