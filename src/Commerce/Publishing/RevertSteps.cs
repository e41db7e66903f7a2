using Commerce.Data;
using Commerce.Shopify.Publishing;
using Commerce.Stores;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>Takes a publication back: our media out, the order and the alt texts as the snapshot has them, verified.</summary>
public sealed class RevertSteps(CommerceContext context, ShopAccounts accounts, Files files, Gallery gallery, GalleryTurn turn, PublicationRecord record, TimeProvider time)
{
    private static readonly TimeSpan TurnPause = TimeSpan.FromSeconds(2);

    public async Task RunAsync(Publication publication, CancellationToken cancellationToken)
    {
        switch ((await turn.LaterAsync(publication, cancellationToken))?.State)
        {
            case null:
                break;
            case PublicationState.Published or PublicationState.RevertFailed:
                await record.EndAsync(publication, PublicationState.RevertFailed, "A later publication of this product is still in its gallery. Revert that one first.", _ => { }, cancellationToken);
                return;
            default:
                await record.DeferAsync(publication, TurnPause, cancellationToken);
                return;
        }

        var access = await accounts.OpenAsync(cancellationToken);
        var productId = await context.Products.Where(row => row.Id == publication.ProductId).Select(row => row.ShopifyId).SingleAsync(cancellationToken);
        var items = await context.PublicationItems.AsNoTracking().Where(item => item.PublicationId == publication.Id && item.FileId != null).ToListAsync(cancellationToken);
        var (before, now) = (publication.Snapshot!, await gallery.ReadAsync(access, productId, cancellationToken));
        if (Conflict(before, now, items) is { } conflict)
        {
            await record.EndAsync(publication, PublicationState.RevertFailed, conflict, _ => { }, cancellationToken);
            return;
        }

        // Detaching what is detached changes nothing, so a worker that died here is simply followed by another.
        foreach (var item in items)
        {
            await files.DetachAsync(access, item.FileId!, productId, cancellationToken);
            await record.SaveAsync(publication, item, PublicationItemState.Detached, cancellationToken);
        }

        var left = await gallery.ReadAsync(access, productId, cancellationToken);
        await gallery.OrderAsync(access, productId, left, [.. before.Media.Select(item => item.Id)], cancellationToken);
        var receipt = await gallery.ReadAsync(access, productId, cancellationToken);
        if (!receipt.Matches(before))
        {
            await record.EndAsync(
                publication, PublicationState.RevertFailed, "The gallery does not match its snapshot after reverting. Look at the product in the shop.",
                set => set.SetProperty(row => row.RevertReceipt, receipt), cancellationToken);
            return;
        }

        var revertedAt = time.GetUtcNow();
        await record.EndAsync(
            publication, PublicationState.Reverted, null,
            set => set.SetProperty(row => row.RevertReceipt, receipt).SetProperty(row => row.RevertedAt, revertedAt), cancellationToken);
        await context.Products.Where(row => row.Id == publication.ProductId)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.MediaCount, receipt.Media.Count), cancellationToken);
    }

    // What the merchant did since is theirs: a gallery that is no longer the snapshot plus our media is not touched.
    private static string? Conflict(GallerySnapshot before, GallerySnapshot now, List<PublicationItem> items)
    {
        var ours = items.Select(item => item.FileId).ToHashSet(StringComparer.Ordinal);
        var others = now.Media.Where(item => !ours.Contains(item.Id)).ToList();
        var added = others.Count(item => before.Media.All(one => one.Id != item.Id));
        var gone = before.Media.Count(one => others.TrueForAll(item => item.Id != one.Id));
        var reworded = others.Count(item => before.Media.Any(one => one.Id == item.Id && one.Alt != item.Alt));
        if (added + gone + reworded == 0)
        {
            return null;
        }

        return $"The gallery was changed in the shop since: {added} added, {gone} removed, {reworded} alt texts edited. Nothing was reverted, so none of that is lost.";
    }
}
