using System.Text.RegularExpressions;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>Records publications, then wakes the lanes that carry them out.</summary>
public sealed partial class PublicationStarter(CommerceContext context, StoreScope scope, PublicationPlanner planner, Wake wake, TimeProvider time)
{
    private const int HandleLength = 80;

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

    /// <summary>Asks for the exact way back of finished publications. Others are left as they are.</summary>
    /// <returns>How many will be reverted.</returns>
    public async Task<int> RevertAsync(IReadOnlyList<Guid> publicationIds, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var asked = await context.Publications
            .Where(publication => publicationIds.Contains(publication.Id))
            .Where(publication => publication.State == PublicationState.Published || publication.State == PublicationState.RevertFailed
                || (publication.State == PublicationState.Failed && publication.Snapshot != null))
            .ExecuteUpdateAsync(
                publication => publication.SetProperty(row => row.State, PublicationState.Reverting).SetProperty(row => row.DueAt, now)
                    .SetProperty(row => row.Attempt, 0).SetProperty(row => row.Message, (string?)null),
                cancellationToken);
        await wake.MarkAsync(scope.StoreId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await wake.NowAsync(scope.StoreId, cancellationToken);
        return asked;
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
            AtFront = request.AtFront,
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
                FileName = FileName(product.Handle, item.Asset.Style, id, Path.GetExtension(item.Asset.ObjectKey)),
                Alt = item.Alt,
                Position = index + 1,
                State = PublicationItemState.Planned,
                UpdatedAt = now,
            };
        }));
    }

    // The id in the name makes it unique in the shop, so that a file whose answer was lost can be found again.
    private static string FileName(string handle, string style, Guid id, string extension)
    {
        var plain = Unsafe().Replace(handle, "-").Trim('-');
        var shortened = plain.Length <= HandleLength ? plain : plain[..HandleLength].TrimEnd('-');
        return $"{(shortened.Length == 0 ? "product" : shortened)}-{style}-{id:N}{extension}";
    }

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

    [GeneratedRegex("[^A-Za-z0-9]+")]
    private static partial Regex Unsafe();
}
