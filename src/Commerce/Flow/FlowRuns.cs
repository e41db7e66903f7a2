using Commerce.Batches;
using Commerce.Billing;
using Commerce.Catalogue;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Styles;
using Commerce.Stores;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Flow;

/// <summary>Carries out runs of our Flow action. A run that comes again gets the answer it got before.</summary>
public sealed class FlowRuns(
    CommerceContext context, StoreScope scope, ProductReferences references, ShortRecipes recipes, BatchStarter starter, TimeProvider time)
{
    /// <summary>Workflows often begin with a product just made; this long it may take until it and its pictures have reached us.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    /// <summary>The run as it stands after this attempt.</summary>
    public async Task<FlowRun> RunAsync(FlowOrder order, CancellationToken cancellationToken)
    {
        // On record before anything is started: every repeat, at once or later, meets this row.
        var run = await RecordAsync(order.ActionRunId, cancellationToken);
        if (run.State != FlowRunState.Waiting)
        {
            return run;
        }

        if (await recipes.ContentAsync(order.Style, order.Count, cancellationToken) is not { } content)
        {
            return await EndAsync(run, FlowRunState.Refused, null, Choices(), cancellationToken);
        }

        if (await GrantedScopes.RefusalAsync(context, GrantedScopes.Reading, cancellationToken) is { } refusal)
        {
            return await EndAsync(run, FlowRunState.Refused, null, refusal, cancellationToken);
        }

        var product = await references.ResolveAsync([order.Product], cancellationToken);
        if (product.Ids.Count == 0)
        {
            return await WaitAsync(run, "This product is not in the catalogue of the app.", cancellationToken);
        }

        try
        {
            // A crash behind this line is healed by the request's key: the next attempt finds the same batch.
            var batchId = await starter.StartAsync(
                new BatchRequest(await NameAsync(content, product.Ids[0], cancellationToken), product.Ids, content, $"flow:{order.ActionRunId}", "Shopify Flow"), cancellationToken);
            return await EndAsync(run, FlowRunState.Done, batchId, null, cancellationToken);
        }
        catch (NothingToMakeException error)
        {
            return await WaitAsync(run, error.Message, cancellationToken);
        }
        catch (Exception error) when (error is NotEnoughCreditsException or BillingRefusedException)
        {
            return await EndAsync(run, FlowRunState.Refused, null, error.Message, cancellationToken);
        }
    }

    private async Task<FlowRun> RecordAsync(string actionRunId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into flow_runs (store_id, id, action_run_id, state, created_at)
            values ({scope.StoreId}, {Guid.CreateVersion7(now)}, {actionRunId}, 'waiting', {now})
            on conflict (store_id, action_run_id) do nothing
            """,
            cancellationToken);
        return await FindAsync(actionRunId, cancellationToken);
    }

    private Task<FlowRun> FindAsync(string actionRunId, CancellationToken cancellationToken) =>
        context.FlowRuns.AsNoTracking().SingleAsync(run => run.ActionRunId == actionRunId, cancellationToken);

    private Task<FlowRun> WaitAsync(FlowRun run, string reason, CancellationToken cancellationToken) =>
        time.GetUtcNow() - run.CreatedAt < Patience
            ? Task.FromResult(run)
            : EndAsync(run, FlowRunState.Refused, null, reason, cancellationToken);

    private async Task<FlowRun> EndAsync(FlowRun run, FlowRunState state, Guid? batchId, string? message, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await context.FlowRuns.Where(row => row.Id == run.Id && row.State == FlowRunState.Waiting).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.State, state).SetProperty(one => one.BatchId, batchId)
                .SetProperty(one => one.Message, message).SetProperty(one => one.EndedAt, now),
            cancellationToken);

        // Two attempts at once: both answer what the first one wrote.
        return await FindAsync(run.ActionRunId, cancellationToken);
    }

    private async Task<string> NameAsync(RecipeContent content, Guid productId, CancellationToken cancellationToken)
    {
        var title = await context.Products.Where(product => product.Id == productId).Select(product => product.Title).SingleAsync(cancellationToken);
        var name = $"{StyleCatalogue.Find(content.Styles[0].Style)!.Name} for {title}";
        return name.Length <= BatchDraft.LongestName ? name : name[..BatchDraft.LongestName];
    }

    private string Choices() =>
        $"Choose a style ({string.Join(", ", recipes.Offered.Select(style => style.Key))}) and a count from 1 to {RecipeLimits.Copies}. Nothing was charged.";
}
