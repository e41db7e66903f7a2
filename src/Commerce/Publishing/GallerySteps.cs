using Commerce.Data;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>Puts READY files into the product's gallery, in place, and proves it by reading back.</summary>
public sealed class GallerySteps(CommerceContext context, Files files, Gallery gallery, PublicationRecord record, TimeProvider time)
{
    public async Task PlaceAsync(PublicationWork work, CancellationToken cancellationToken)
    {
        var now = await SnapshotAsync(work, cancellationToken);
        foreach (var item in work.Items.Where(item => item.State == PublicationItemState.Ready))
        {
            // Checkpoint 4. Attaching what is attached changes nothing, so it may be repeated.
            await record.OrFailAsync(work.Publication, item, () => AttachAsync(work, item, cancellationToken), cancellationToken);
            now = null;
        }

        var good = work.Items.Where(item => item.State != PublicationItemState.Failed).ToList();
        if (good.Count == 0)
        {
            await record.EndAsync(work.Publication, PublicationState.Failed, work.Items[0].Message, _ => { }, cancellationToken);
            return;
        }

        now ??= await SnapshotAsync(work, cancellationToken);
        await OrderAsync(work, good, now, cancellationToken);
    }

    // Checkpoint 3. The gallery without our files is on record before it is touched: that is what a revert restores. It is
    // read again whenever it is about to be touched, so that what a merchant changed meanwhile is kept, not undone.
    private async Task<GallerySnapshot> SnapshotAsync(PublicationWork work, CancellationToken cancellationToken)
    {
        var now = await gallery.ReadAsync(work.Access, work.ProductId, cancellationToken);
        var theirs = now.Without(work.Files);
        if (work.Publication.Snapshot?.Matches(theirs) != true)
        {
            await record.SaveAsync(work.Publication, set => set.SetProperty(row => row.Snapshot, theirs), cancellationToken);
            work.Publication.Snapshot = theirs;
        }

        return now;
    }

    private async Task AttachAsync(PublicationWork work, PublicationItem item, CancellationToken cancellationToken)
    {
        Approval.Demand(item, work.AssetOf(item));
        await files.AttachAsync(work.Access, item.FileId!, work.ProductId, cancellationToken);
        await record.SaveAsync(work.Publication, item, PublicationItemState.Attached, cancellationToken);
    }

    private async Task OrderAsync(PublicationWork work, List<PublicationItem> good, GallerySnapshot now, CancellationToken cancellationToken)
    {
        var present = now.Media.Select(medium => medium.Id).ToHashSet(StringComparer.Ordinal);
        if (good.Find(item => !present.Contains(item.FileId!)) is { } taken)
        {
            await record.FailAsync(work.Publication, taken, "It was taken out of the gallery in the shop while the product was published.", cancellationToken);
            throw new ShopifyException(ShopifyErrorKind.Transient, "The gallery was changed in the shop while it was published.");
        }

        // Moves are absolute places, so repeating them ends in the same order.
        var wanted = Gallery.Order(work.Publication.Snapshot!, [.. good.Select(item => item.FileId!)], work.Publication.AtFront);
        await gallery.OrderAsync(work.Access, work.ProductId, now, wanted, cancellationToken);
        await record.SaveAsync(work.Publication, good, PublicationItemState.Placed, cancellationToken);

        // Checkpoint 5. Published means: read back from the shop, each medium at its place.
        var receipt = await gallery.ReadAsync(work.Access, work.ProductId, cancellationToken);
        if (!receipt.Media.Select(medium => medium.Id).SequenceEqual(wanted))
        {
            throw new ShopifyException(ShopifyErrorKind.Transient, "The gallery is not in the order that was asked for yet.");
        }

        await EndAsync(work, good, receipt, cancellationToken);
    }

    private async Task EndAsync(PublicationWork work, List<PublicationItem> good, GallerySnapshot receipt, CancellationToken cancellationToken)
    {
        var (failed, publishedAt) = (work.Items.Count - good.Count, time.GetUtcNow());
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await record.SaveAsync(work.Publication, good, PublicationItemState.Verified, cancellationToken);
        await context.Products.Where(row => row.Id == work.Publication.ProductId)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.MediaCount, receipt.Media.Count), cancellationToken);
        await record.EndAsync(
            work.Publication, PublicationState.Published, failed == 0 ? null : $"{failed} of {work.Items.Count} could not be published.",
            set => set.SetProperty(row => row.Receipt, receipt).SetProperty(row => row.PublishedAt, publishedAt), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
