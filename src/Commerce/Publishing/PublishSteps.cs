using Commerce.Data;
using Commerce.Shopify.Admin;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>
/// Carries one publication out: staged upload, file, READY, attach, order, verify. Each step is recorded with the ids it
/// gave before the next begins, and each may be repeated, so a worker may die anywhere and another goes on from there.
/// </summary>
public sealed class PublishSteps(CommerceContext context, FileSteps files, GallerySteps gallery, GalleryTurn turn, PublicationRecord record)
{
    public async Task RunAsync(Publication publication, ShopAccess access, CancellationToken cancellationToken)
    {
        if (!await turn.TakeAsync(publication, cancellationToken))
        {
            await record.DeferAsync(publication, GalleryTurn.Pause, cancellationToken);
            return;
        }

        var work = await LoadAsync(publication, access, cancellationToken);
        if (work.Items.All(item => item.State is PublicationItemState.Planned or PublicationItemState.Verified) && await gallery.StopAsync(work, cancellationToken))
        {
            return;
        }

        if (await files.AdvanceAsync(work, cancellationToken) is { } pause)
        {
            await record.DeferAsync(publication, pause, cancellationToken);
            return;
        }

        await gallery.PlaceAsync(work, cancellationToken);
    }

    private async Task<PublicationWork> LoadAsync(Publication publication, ShopAccess access, CancellationToken cancellationToken)
    {
        var productId = await context.Products.Where(row => row.Id == publication.ProductId).Select(row => row.ShopifyId).SingleAsync(cancellationToken);
        var items = await context.PublicationItems.AsNoTracking().Where(item => item.PublicationId == publication.Id).OrderBy(item => item.Position).ToListAsync(cancellationToken);
        var assets = await context.Assets.AsNoTracking()
            .Where(asset => context.PublicationItems.Any(item => item.PublicationId == publication.Id && item.AssetId == asset.Id))
            .ToDictionaryAsync(asset => asset.Id, cancellationToken);
        return new PublicationWork(publication, access, productId, items, assets);
    }
}
