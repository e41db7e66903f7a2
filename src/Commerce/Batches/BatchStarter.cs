using System.Security.Cryptography;
using System.Text;
using Commerce.Billing;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Plans;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Batches;

/// <summary>Starts a batch: recipe, hold, rows and wake-up mark in one transaction, so that all of it exists or none.</summary>
public sealed class BatchStarter(
    CommerceContext context, StoreScope scope, BatchPlanner planner, AcceptedRows rows, RecipeBook recipes, Funding funding, Ledger ledger, Wake wake, TimeProvider time)
{
    /// <summary>Starts it, or returns the batch that the same request started before.</summary>
    /// <exception cref="NotEnoughCreditsException">Nothing was started or charged.</exception>
    /// <exception cref="BillingRefusedException">The plan does not allow it now, or the credits it lacks cannot be bought.</exception>
    /// <exception cref="CostChangedException">It would cost more than was confirmed; nothing was started or charged.</exception>
    /// <exception cref="OtherOrderException">Its key has started another order; nothing was started or charged.</exception>
    /// <exception cref="NothingToMakeException">No chosen product can be served; nothing was started or charged.</exception>
    public async Task<Guid> StartAsync(BatchRequest request, CancellationToken cancellationToken)
    {
        var earlier = await FindAsync(request, cancellationToken);
        if (earlier is { } batchId)
        {
            return batchId;
        }

        // From here on the products are named: what comes to match a filter later is not added.
        var source = await planner.FreezeAsync(request.Source, cancellationToken);
        var plan = await planner.PlanAsync(source, request.Content, cancellationToken);
        if (plan.Rows == 0)
        {
            throw new NothingToMakeException();
        }

        await funding.PrepareAsync(request.RequestKey, plan.Credits, request.AgreedOverage, request.RequestedBy, cancellationToken);
        batchId = await WriteAsync(request, source, cancellationToken);
        await wake.NowAsync(scope.StoreId, cancellationToken);
        return batchId;
    }

    private async Task<Guid?> FindAsync(BatchRequest request, CancellationToken cancellationToken)
    {
        var earlier = await context.Batches.Where(batch => batch.RequestKey == request.RequestKey)
            .Select(batch => new { batch.Id, batch.OrderHash }).SingleOrDefaultAsync(cancellationToken);

        // Batches from before orders were kept have none to compare.
        return earlier?.OrderHash is { } kept && HashOf(request) is { } asked && kept != asked ? throw new OtherOrderException() : earlier?.Id;
    }

    private static string? HashOf(BatchRequest request) =>
        request.Order is { } order ? Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(order))) : null;

    private async Task<Guid> WriteAsync(BatchRequest request, RowSource source, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var batchId = Guid.CreateVersion7(now);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // The store's row is locked first: two batches of one store count earlier copies one after the other, and of two clicks
        // that came at once the second finds what the first one wrote.
        await context.Database.ExecuteSqlAsync($"select 1 from balances where store_id = {scope.StoreId} for update", cancellationToken);
        if (await FindAsync(request, cancellationToken) is { } other)
        {
            return other;
        }

        // Prices, earlier results and copies are read now and stand in the rows from here on; the hold is their exact sum.
        var sum = await rows.CountAsync(source, request.Content, cancellationToken);
        if (sum.Rows == 0)
        {
            throw new NothingToMakeException();
        }

        if (sum.Credits > request.MostCredits)
        {
            throw new CostChangedException(sum.Credits);
        }

        var recipe = request.RecipeId ?? await recipes.AloneAsync(request.Name, request.Content, request.RequestedBy, cancellationToken);
        var holdId = await ledger.HoldAsync(batchId, sum.Credits, $"Batch “{request.Name}”", cancellationToken, request.MostCredits);
        context.Batches.Add(new Batch
        {
            StoreId = scope.StoreId,
            Id = batchId,
            Name = request.Name,
            RecipeId = recipe,
            BrandVersion = request.Content.BrandVersion,
            State = request.StartsAt > now ? BatchState.Scheduled : BatchState.Running,
            RowCount = sum.Rows,
            HoldId = holdId,
            RequestKey = request.RequestKey,
            OrderHash = HashOf(request),
            CreatedBy = request.RequestedBy,
            CreatedAt = now,
            StartsAt = request.StartsAt,
            PilotOf = request.PilotOf,
            PilotId = request.PilotId,
            Marked = await context.Stores.Select(store => store.Plan == PlanCatalogue.Free.Key).SingleAsync(cancellationToken),
        });
        await context.SaveChangesAsync(cancellationToken);
        await rows.WriteAsync(batchId, source, request.Content, sum, now, request.StartsAt > now ? request.StartsAt.Value : now, cancellationToken);
        await wake.MarkAsync(scope.StoreId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return batchId;
    }
}
