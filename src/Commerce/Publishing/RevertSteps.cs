using Commerce.Data;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>Takes a publication back: our media out; set, order and alt texts then are the snapshot's, which is verified.</summary>
public sealed class RevertSteps(CommerceContext context, Files files, Gallery gallery, GalleryTurn turn, PublicationRecord record, TimeProvider time)
{
    public async Task RunAsync(Publication publication, ShopAccess access, CancellationToken cancellationToken)
    {
        switch (await turn.TakeRevertAsync(publication, cancellationToken))
        {
            case RevertTurn.Wait:
                await record.DeferAsync(publication, GalleryTurn.Pause, cancellationToken);
                return;
            case RevertTurn.LaterFirst:
                await FailAsync(publication, "A later publication of this product is still in its gallery. Revert that one first.", null, cancellationToken);
                return;
        }

        var productId = await context.Products.Where(row => row.Id == publication.ProductId).Select(row => row.ShopifyId).SingleAsync(cancellationToken);
        var items = await context.PublicationItems.AsNoTracking().Where(item => item.PublicationId == publication.Id && item.FileId != null).ToListAsync(cancellationToken);
        var ours = items.Select(item => item.FileId!).ToHashSet(StringComparer.Ordinal);
        var now = await gallery.ReadAsync(access, productId, cancellationToken);

        // What the merchant did since is theirs: a gallery that is no longer the snapshot plus our media is not touched.
        var changes = GalleryChanges.Between(publication.Snapshot!, now.Without(ours));
        if (changes.Any)
        {
            await FailAsync(publication, $"The gallery was changed in the shop since: {changes}. Nothing was reverted, so none of that is lost.", null, cancellationToken);
            return;
        }

        // Detaching what is detached changes nothing, so a worker that died here is simply followed by another.
        var present = now.Media.Select(medium => medium.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var item in items.Where(item => present.Contains(item.FileId!)))
        {
            await files.DetachAsync(access, item.FileId!, productId, cancellationToken);
        }

        var receipt = await gallery.ReadAsync(access, productId, cancellationToken);
        if (!receipt.Matches(publication.Snapshot!))
        {
            await FailAsync(publication, "The gallery was changed in the shop during the revert. Our media is out of it; look at the product in the shop.", receipt, cancellationToken);
            return;
        }

        await EndAsync(publication, items, receipt, cancellationToken);
    }

    private async Task EndAsync(Publication publication, List<PublicationItem> items, GallerySnapshot receipt, CancellationToken cancellationToken)
    {
        var revertedAt = time.GetUtcNow();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await record.SaveAsync(publication, [.. items.Where(item => item.State != PublicationItemState.Failed)], PublicationItemState.Detached, cancellationToken);
        await context.Products.Where(row => row.Id == publication.ProductId)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.MediaCount, receipt.Media.Count), cancellationToken);
        await record.EndAsync(
            publication, PublicationState.Reverted, null,
            set => set.SetProperty(row => row.RevertReceipt, receipt).SetProperty(row => row.RevertedAt, revertedAt), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private Task FailAsync(Publication publication, string message, GallerySnapshot? receipt, CancellationToken cancellationToken) =>
        record.EndAsync(publication, PublicationState.RevertFailed, message, set => set.SetProperty(row => row.RevertReceipt, receipt), cancellationToken);
}
