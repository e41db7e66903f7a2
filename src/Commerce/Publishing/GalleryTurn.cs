using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>One publication at a time works on a product's gallery, and reverts go newest first.</summary>
public sealed class GalleryTurn(CommerceContext context, StoreScope scope, PublicationRecord record)
{
    /// <summary>Takes the turn to publish. False when another publication is at work on the product: come back later.</summary>
    public async Task<bool> TakeAsync(Publication publication, CancellationToken cancellationToken)
    {
        if (publication.State == PublicationState.Publishing)
        {
            return true;
        }

        // The product's row is the lock: two publications cannot both find the gallery free.
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"select 1 from products where store_id = {scope.StoreId} and id = {publication.ProductId} for update", cancellationToken);
        if (await Others(publication).AnyAsync(other => other.State == PublicationState.Publishing || other.State == PublicationState.Reverting, cancellationToken))
        {
            return false;
        }

        await record.SaveAsync(publication, set => set.SetProperty(row => row.State, PublicationState.Publishing), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        publication.State = PublicationState.Publishing;
        return true;
    }

    /// <summary>The newest later publication of the same product that is still in the gallery, or on its way in or out.</summary>
    public Task<Publication?> LaterAsync(Publication publication, CancellationToken cancellationToken) => Others(publication).AsNoTracking()
        .Where(other => other.Id > publication.Id && other.Snapshot != null)
        .Where(other => other.State != PublicationState.Reverted && other.State != PublicationState.Failed)
        .OrderByDescending(other => other.Id)
        .FirstOrDefaultAsync(cancellationToken);

    private IQueryable<Publication> Others(Publication publication) =>
        context.Publications.Where(other => other.ProductId == publication.ProductId && other.Id != publication.Id);
}
