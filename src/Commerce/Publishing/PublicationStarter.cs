using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>Records publications, then wakes the lanes that carry them out.</summary>
public sealed class PublicationStarter(CommerceContext context, StoreScope scope, PublicationPlanner planner, Wake wake, TimeProvider time)
{
    /// <returns>The run that groups the publications, or null when nothing could be published.</returns>
    public async Task<Guid?> StartAsync(PublicationRequest request, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // One start at a time for a store: the plan below then sees what an earlier click has recorded.
        await context.Database.ExecuteSqlAsync($"select 1 from balances where store_id = {scope.StoreId} for update", cancellationToken);
        var plan = await planner.PlanAsync(request, cancellationToken);
        if (plan.Items == 0)
        {
            return null;
        }

        var runId = NewId();
        foreach (var product in plan.Products)
        {
            Record(product, request, runId);
        }

        await context.SaveChangesAsync(cancellationToken);
        await wake.MarkAsync(scope.StoreId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await wake.NowAsync(scope.StoreId, cancellationToken);
        return runId;
    }

    private void Record(PlannedPublication product, PublicationRequest request, Guid runId)
    {
        var now = time.GetUtcNow();
        var publication = new Publication
        {
            StoreId = scope.StoreId,
            Id = NewId(),
            RunId = runId,
            ProductId = product.ProductId,
            State = PublicationState.Queued,
            Placement = request.Placement,
            Plan = request.Seen.TryGetValue(product.ProductId, out var seen) ? new GalleryBasis(seen.Snapshot(now), Shown: true) : new GalleryBasis(product.Expected, Shown: false),
            RevertAt = request.RevertAt,
            DueAt = now,
            CreatedBy = request.RequestedBy,
            CreatedAt = now,
        };
        context.Publications.Add(publication);
        context.PublicationItems.AddRange(product.Items.Select((item, index) =>
        {
            var id = NewId();
            return new PublicationItem
            {
                StoreId = scope.StoreId,
                Id = id,
                PublicationId = publication.Id,
                AssetId = item.Asset.Id,
                Sha256 = item.Asset.Sha256,
                FileName = FileNames.Of(product.Handle, item.Asset.Style, id, Path.GetExtension(item.Asset.ObjectKey)),
                Alt = item.Alt,
                VariantIds = [.. item.VariantIds],
                Position = index + 1,
                State = PublicationItemState.Planned,
                UpdatedAt = now,
            };
        }));
    }

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
