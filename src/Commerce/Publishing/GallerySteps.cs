using Commerce.Data;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>Puts READY files into the product's gallery, in place and on their variants, and proves it by reading back.</summary>
public sealed class GallerySteps(CommerceContext context, Files files, Gallery gallery, PublicationRecord record, TimeProvider time)
{
    /// <summary>Ends the publication, with the differences, when the gallery is not the one its plan was made for.</summary>
    /// <returns>True when it has ended.</returns>
    public async Task<bool> StopAsync(PublicationWork work, CancellationToken cancellationToken) =>
        await StopAsync(work, await gallery.ReadAsync(work.Access, work.ProductId, cancellationToken), cancellationToken);

    public async Task PlaceAsync(PublicationWork work, CancellationToken cancellationToken)
    {
        var now = await gallery.ReadAsync(work.Access, work.ProductId, cancellationToken);
        if (await StopAsync(work, now, cancellationToken))
        {
            return;
        }

        await KeepAsync(work, now, cancellationToken);
        var ready = work.Items.Where(item => item.State == PublicationItemState.Ready).ToList();
        foreach (var item in ready)
        {
            // Checkpoint 4. Attaching what is attached changes nothing, so it may be repeated.
            await record.OrFailAsync(work.Publication, item, () => AttachAsync(work, item, cancellationToken), cancellationToken);
        }

        var good = work.Items.Where(item => item.State != PublicationItemState.Failed).ToList();
        if (good.Count == 0)
        {
            await record.EndAsync(work.Publication, PublicationState.Failed, work.Items[0].Message, _ => { }, cancellationToken);
            return;
        }

        if (ready.Count > 0)
        {
            now = await gallery.ReadAsync(work.Access, work.ProductId, cancellationToken);
            await KeepAsync(work, now, cancellationToken);
        }

        await ArrangeAsync(work, good, now, cancellationToken);
    }

    private async Task<bool> StopAsync(PublicationWork work, GallerySnapshot now, CancellationToken cancellationToken)
    {
        // Once something is attached the gallery differs by our own doing; from there on what others change is kept and followed.
        var begun = work.Items.Any(item => item.State is PublicationItemState.Attached or PublicationItemState.Placed);
        if (begun || work.Publication.Plan is not { } plan || plan.ChangesTo(now, await OursAsync(work, cancellationToken)) is not { Any: true } changes)
        {
            return false;
        }

        const string Reason = "The gallery was changed in the shop after it was looked at. Nothing was added.";
        foreach (var item in work.Items.Where(item => item.State is not (PublicationItemState.Verified or PublicationItemState.Failed)))
        {
            await record.FailAsync(work.Publication, item, Reason, cancellationToken);
        }

        // What an earlier turn has published is still there, and still known by the receipt that the plan was made from.
        var stands = work.Items.Any(item => item.State == PublicationItemState.Verified);
        await record.EndAsync(
            work.Publication, stands ? PublicationState.Published : PublicationState.Failed, Reason,
            set => _ = stands
                ? set.SetProperty(row => row.Conflict, changes).SetProperty(row => row.Receipt, plan.Gallery)
                : set.SetProperty(row => row.Conflict, changes),
            cancellationToken);
        return true;
    }

    // Every file of ours that this product may show, whichever publication made it: none of them is somebody else's change.
    private Task<HashSet<string>> OursAsync(PublicationWork work, CancellationToken cancellationToken) => context.PublicationItems
        .Where(item => item.FileId != null && context.Publications.Any(owner => owner.Id == item.PublicationId && owner.ProductId == work.Publication.ProductId))
        .Select(item => item.FileId!).ToHashSetAsync(StringComparer.Ordinal, cancellationToken);

    // Checkpoint 3. The gallery without our files is on record before it is touched: that is what a revert restores. It is
    // read again whenever it is about to be touched, so that what a merchant changed meanwhile is kept, not undone.
    private async Task KeepAsync(PublicationWork work, GallerySnapshot now, CancellationToken cancellationToken)
    {
        var theirs = now.Without(work.Files);
        if (work.Publication is { ArrangedAt: not null, Snapshot: { } earlier })
        {
            var chosen = work.Links.Keys.ToHashSet(StringComparer.Ordinal);
            theirs = earlier.Follow(theirs, variant => !chosen.Contains(variant));
        }

        if (work.Publication.Snapshot?.Matches(theirs) != true)
        {
            await record.SaveAsync(work.Publication, set => set.SetProperty(row => row.Snapshot, theirs), cancellationToken);
            work.Publication.Snapshot = theirs;
        }
    }

    private async Task AttachAsync(PublicationWork work, PublicationItem item, CancellationToken cancellationToken)
    {
        Approval.Demand(item, work.AssetOf(item));
        await files.AttachAsync(work.Access, item.FileId!, work.ProductId, cancellationToken);
        await record.SaveAsync(work.Publication, item, PublicationItemState.Attached, cancellationToken);
    }

    private async Task ArrangeAsync(PublicationWork work, List<PublicationItem> good, GallerySnapshot now, CancellationToken cancellationToken)
    {
        var present = now.Media.Select(medium => medium.Id).ToHashSet(StringComparer.Ordinal);
        if (good.Find(item => !present.Contains(item.FileId!)) is { } taken)
        {
            await record.FailAsync(work.Publication, taken, "It was taken out of the gallery in the shop while the product was published.", cancellationToken);
            throw new ShopifyException(ShopifyErrorKind.Transient, "The gallery was changed in the shop while it was published.");
        }

        // Checkpoint 5. From here on the shop's own order and variant pictures change: what they were is final on record first.
        if (work.Publication.ArrangedAt is null && (work.Publication.Placement.MovesOwn() || work.Links.Count > 0))
        {
            var arrangedAt = time.GetUtcNow();
            await record.SaveAsync(work.Publication, set => set.SetProperty(row => row.ArrangedAt, arrangedAt), cancellationToken);
            work.Publication.ArrangedAt = arrangedAt;
        }

        await gallery.ShowAsync(work.Access, work.ProductId, now, work.Links, cancellationToken);

        // Moves are absolute places, so repeating them ends in the same order.
        var wanted = work.Publication.Placement.Arrange([.. work.Publication.Snapshot!.Media.Select(item => item.Id)], [.. good.Select(item => item.FileId!)]);
        await gallery.OrderAsync(work.Access, work.ProductId, now, wanted, cancellationToken);
        await record.SaveAsync(work.Publication, good, PublicationItemState.Placed, cancellationToken);

        // Checkpoint 6. Published means: read back from the shop, each medium at its place and each variant with its picture.
        var receipt = await gallery.ReadAsync(work.Access, work.ProductId, cancellationToken);
        if (!receipt.Media.Select(medium => medium.Id).SequenceEqual(wanted) || receipt.Variants.Any(variant => work.Links.TryGetValue(variant.VariantId, out var picture) && picture != variant.MediaId))
        {
            throw new ShopifyException(ShopifyErrorKind.Transient, "The gallery is not as it was asked for yet.");
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
