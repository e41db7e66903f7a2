using System.Security.Cryptography;
using System.Text;
using Commerce.Billing;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Styles;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Commerce.Batches;

/// <summary>Starts a batch: recipe, hold, rows and wake-up mark in one transaction, so that all of it exists or none.</summary>
public sealed class BatchStarter(CommerceContext context, StoreScope scope, BatchPlanner planner, Funding funding, Ledger ledger, Wake wake, TimeProvider time)
{
    /// <summary>Starts it, or returns the batch that the same request started before.</summary>
    /// <exception cref="NotEnoughCreditsException">Nothing was started or charged.</exception>
    /// <exception cref="BillingRefusedException">The plan does not allow it now, or the credits it lacks cannot be bought.</exception>
    /// <exception cref="NothingToMakeException">No chosen product can be served; nothing was started or charged.</exception>
    public async Task<Guid> StartAsync(BatchRequest request, CancellationToken cancellationToken)
    {
        var earlier = await FindAsync(request.RequestKey, cancellationToken);
        if (earlier is { } batchId)
        {
            return batchId;
        }

        var plan = await planner.PlanAsync(request.ProductIds, request.Content, cancellationToken);
        if (plan.Rows.Count == 0)
        {
            throw new NothingToMakeException();
        }

        await funding.PrepareAsync(request.RequestKey, plan.Credits, request.AgreedOverage, request.RequestedBy, cancellationToken);
        try
        {
            batchId = await WriteAsync(request, plan, cancellationToken);
        }
        catch (DbUpdateException error) when (error.InnerException is PostgresException { ConstraintName: "batches_store_id_request_key_key" })
        {
            // The same click came twice at once; the other one won.
            context.ChangeTracker.Clear();
            return (await FindAsync(request.RequestKey, cancellationToken))!.Value;
        }

        await wake.NowAsync(scope.StoreId, cancellationToken);
        return batchId;
    }

    private Task<Guid?> FindAsync(string requestKey, CancellationToken cancellationToken) => context.Batches
        .Where(batch => batch.RequestKey == requestKey).Select(batch => (Guid?)batch.Id).SingleOrDefaultAsync(cancellationToken);

    private async Task<Guid> WriteAsync(BatchRequest request, BatchPlan plan, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var batchId = Guid.CreateVersion7(now);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // The store's row is locked first: two batches of one store count earlier copies one after the other.
        await context.Database.ExecuteSqlAsync($"select 1 from balances where store_id = {scope.StoreId} for update", cancellationToken);
        var recipe = await RecipeAsync(request, cancellationToken);
        var holdId = await ledger.HoldAsync(batchId, plan.Credits, $"Batch “{request.Name}”", cancellationToken, request.MostCredits);
        context.Batches.Add(new Batch
        {
            StoreId = scope.StoreId,
            Id = batchId,
            Name = request.Name,
            RecipeId = recipe,
            BrandVersion = request.Content.BrandVersion,
            State = BatchState.Running,
            RowCount = plan.Rows.Count,
            HoldId = holdId,
            RequestKey = request.RequestKey,
            CreatedBy = request.RequestedBy,
            CreatedAt = now,
        });
        context.Generations.AddRange(await RowsAsync(plan, request.Content, batchId, now, cancellationToken));
        await context.SaveChangesAsync(cancellationToken);
        await wake.MarkAsync(scope.StoreId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return batchId;
    }

    private async Task<Guid> RecipeAsync(BatchRequest request, CancellationToken cancellationToken)
    {
        var hash = Hash(JsonColumn.Write(request.Content));
        var known = await context.Recipes.Where(row => row.ContentHash == hash).Select(row => (Guid?)row.Id).SingleOrDefaultAsync(cancellationToken);
        if (known is { } recipeId)
        {
            return recipeId;
        }

        var recipe = new Recipe
        {
            StoreId = scope.StoreId,
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Version = 1,
            Name = request.Name,
            Content = request.Content,
            ContentHash = hash,
            CreatedBy = request.RequestedBy,
            CreatedAt = time.GetUtcNow(),
        };
        context.Recipes.Add(recipe);
        return recipe.Id;
    }

    private async Task<List<Generation>> RowsAsync(
        BatchPlan plan, RecipeContent content, Guid batchId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var sources = plan.Rows.Select(row => row.SourceImageId).Distinct().ToList();
        var earlier = await context.Generations
            .Where(row => sources.Contains(row.SourceImageId))
            .GroupBy(row => new { row.SourceImageId, row.Style, row.Width, row.Height })
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(group => (group.Key.SourceImageId, group.Key.Style, group.Key.Width, group.Key.Height), group => group.Count, cancellationToken);
        return [.. plan.Rows.Select((row, index) =>
        {
            // A copy number goes on where earlier batches stopped, so that asking again gives a new picture, never the old one twice.
            var copy = row.Copy + earlier.GetValueOrDefault((row.SourceImageId, row.Style, row.Width, row.Height));
            var request = RequestHash.Of(row, LocalModel.Name, content, copy);
            return new Generation
            {
                StoreId = scope.StoreId,
                Id = Guid.CreateVersion7(now),
                BatchId = batchId,
                RowNumber = index + 1,
                ProductId = row.ProductId,
                SourceImageId = row.SourceImageId,
                Kind = row.Kind,
                Style = row.Style,
                Provider = LocalModel.Name,
                Model = LocalModel.Name,
                Width = row.Width,
                Height = row.Height,
                Seed = RequestHash.Seed(request),
                RequestHash = request,
                Credits = row.Credits,
                State = GenerationState.Queued,
                DueAt = now,
                CreatedAt = now,
            };
        })];
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
