using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>One publication at a time works on a product's gallery, and reverts go newest first.</summary>
public sealed class GalleryTurn(CommerceContext context, StoreScope scope, PublicationRecord record)
{
    /// <summary>How long to stay away from a gallery that somebody else works on.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    private static readonly PublicationItemState[] InGallery =
        [PublicationItemState.Ready, PublicationItemState.Attached, PublicationItemState.Placed, PublicationItemState.Verified];

    /// <summary>Takes the turn to publish. False when another publication is at work on the product: come back later.</summary>
    public async Task<bool> TakeAsync(Publication publication, CancellationToken cancellationToken)
    {
        if (publication.State == PublicationState.Publishing)
        {
            return true;
        }

        // The product's row is the lock: two publications cannot both find the gallery free.
        await using var transaction = await LockAsync(publication, cancellationToken);
        if (await Others(publication).AnyAsync(other => other.State == PublicationState.Publishing || other.State == PublicationState.Reverting, cancellationToken))
        {
            return false;
        }

        await record.SaveAsync(publication, set => set.SetProperty(row => row.State, PublicationState.Publishing), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        publication.State = PublicationState.Publishing;
        return true;
    }

    /// <summary>
    /// Whether a revert may work on the gallery now. Being in state reverting keeps new publications away; the lock makes
    /// this wait for one that is just taking its turn.
    /// </summary>
    public async Task<RevertTurn> TakeRevertAsync(Publication publication, CancellationToken cancellationToken)
    {
        await using var transaction = await LockAsync(publication, cancellationToken);
        if (await Others(publication).AnyAsync(other => other.State == PublicationState.Publishing, cancellationToken))
        {
            return RevertTurn.Wait;
        }

        return await LaterAsync(publication, cancellationToken) switch
        {
            null => RevertTurn.Free,
            { State: PublicationState.Reverting } => RevertTurn.Wait,
            _ => RevertTurn.LaterFirst,
        };
    }

    /// <summary>The newest later publication of the same product that still has media in the gallery, or null.</summary>
    public async Task<Publication?> LaterAsync(Publication publication, CancellationToken cancellationToken)
    {
        var others = await Others(publication).AsNoTracking()
            .Where(other => other.Snapshot != null && other.State != PublicationState.Reverted)
            .Where(other => context.PublicationItems.Any(item => item.PublicationId == other.Id && InGallery.Contains(item.State)))
            .ToListAsync(cancellationToken);

        // Ids tell when a publication was asked for; its snapshot tells when it had its turn, which is what counts here.
        return others.Where(other => other.Snapshot!.At > publication.Snapshot!.At).MaxBy(other => other.Snapshot!.At);
    }

    private async Task<Microsoft.EntityFrameworkCore.Storage.IDbContextTransaction> LockAsync(Publication publication, CancellationToken cancellationToken)
    {
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"select 1 from products where store_id = {scope.StoreId} and id = {publication.ProductId} for update", cancellationToken);
        return transaction;
    }

    private IQueryable<Publication> Others(Publication publication) =>
        context.Publications.Where(other => other.ProductId == publication.ProductId && other.Id != publication.Id);
}

/// <summary>What a revert may do.</summary>
public enum RevertTurn
{
    Free,
    Wait,
    LaterFirst,
}
