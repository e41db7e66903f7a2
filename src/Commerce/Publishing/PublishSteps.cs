using Commerce.Data;
using Commerce.Library;
using Commerce.Library.Storage;
using Commerce.Providers;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Products;
using Commerce.Shopify.Publishing;
using Commerce.Stores;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>
/// Carries one publication out: staged upload, file, READY, attach, order, verify. Each step is recorded with the ids it
/// gave before the next begins, and each may be repeated, so a worker may die anywhere and another goes on from there.
/// </summary>
public sealed class PublishSteps(
    CommerceContext context, ShopAccounts accounts, StagedUploads uploads, Files files, Gallery gallery, GalleryTurn turn, IObjectStore store,
    PublicationRecord record, TimeProvider time)
{
    private static readonly TimeSpan TurnPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReadyPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ReadyLimitImage = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ReadyLimitVideo = TimeSpan.FromMinutes(30);

    public async Task RunAsync(Publication publication, CancellationToken cancellationToken)
    {
        if (!await turn.TakeAsync(publication, cancellationToken))
        {
            await record.DeferAsync(publication, TurnPause, cancellationToken);
            return;
        }

        var access = await accounts.OpenAsync(cancellationToken);
        var product = await context.Products.AsNoTracking().SingleAsync(row => row.Id == publication.ProductId, cancellationToken);
        await SnapshotAsync(publication, access, product.ShopifyId, cancellationToken);
        var items = await context.PublicationItems.AsNoTracking().Where(item => item.PublicationId == publication.Id).OrderBy(item => item.Position).ToListAsync(cancellationToken);
        var assets = await context.Assets.AsNoTracking()
            .Where(asset => context.PublicationItems.Any(item => item.PublicationId == publication.Id && item.AssetId == asset.Id))
            .ToDictionaryAsync(asset => asset.Id, cancellationToken);
        foreach (var item in items)
        {
            await UploadAsync(publication, item, assets[item.AssetId], access, cancellationToken);
        }

        if (!await ReadyAsync(publication, items, assets, access, cancellationToken))
        {
            await record.DeferAsync(publication, ReadyPause, cancellationToken);
            return;
        }

        await PlaceAsync(publication, items, product.ShopifyId, access, cancellationToken);
    }

    // Checkpoint 1. The gallery is on record before anything of it is touched: this is what a revert restores.
    private async Task SnapshotAsync(Publication publication, ShopAccess access, string productId, CancellationToken cancellationToken)
    {
        if (publication.Snapshot is not null)
        {
            return;
        }

        var snapshot = await gallery.ReadAsync(access, productId, cancellationToken);
        await record.SaveAsync(publication, set => set.SetProperty(row => row.Snapshot, snapshot), cancellationToken);
        publication.Snapshot = snapshot;
    }

    private async Task UploadAsync(Publication publication, PublicationItem item, Asset asset, ShopAccess access, CancellationToken cancellationToken)
    {
        if (item.State == PublicationItemState.Planned)
        {
            if (Unapproved(item, asset) is { } reason)
            {
                item.Message = reason;
                await record.SaveAsync(publication, item, PublicationItemState.Failed, cancellationToken);
                return;
            }

            // Checkpoint 2. Staged bytes are in no gallery and expire by themselves: repeating this leaves nothing behind.
            item.ResourceUrl = await StageAsync(item, asset, access, cancellationToken);
            await record.SaveAsync(publication, item, PublicationItemState.Staged, cancellationToken);
        }

        if (item.State == PublicationItemState.Staged)
        {
            // Checkpoint 3. The answer to a create may be lost after the file was made, here or in a worker that died. The
            // name is this item's own, so the shop is asked for it before another one is made.
            item.FileId = await CreateOrFindAsync(item, asset, access, cancellationToken);
            await record.SaveAsync(publication, item, PublicationItemState.Created, cancellationToken);
        }
    }

    // The approval is bound to bytes: what is uploaded is what was looked at, or nothing is.
    private static string? Unapproved(PublicationItem item, Asset asset)
    {
        if (asset.ReviewState != ReviewState.Approved)
        {
            return "Its approval was withdrawn before it was published.";
        }

        return asset.Sha256 == item.Sha256 ? null : "Its file is not the one that was approved.";
    }

    private async Task<string> StageAsync(PublicationItem item, Asset asset, ShopAccess access, CancellationToken cancellationToken)
    {
        await using var stored = await store.OpenAsync(asset.ObjectKey, cancellationToken);
        await ApprovedBytes.VerifyAsync(stored.Content, item.Sha256, cancellationToken);
        stored.Content.Position = 0;
        var target = await uploads.CreateAsync(access, KindOf(asset), item.FileName, asset.MimeType, stored.Length, cancellationToken);
        await uploads.UploadAsync(target, stored.Content, stored.Length, item.FileName, asset.MimeType, cancellationToken);
        return target.ResourceUrl;
    }

    private async Task<string> CreateOrFindAsync(PublicationItem item, Asset asset, ShopAccess access, CancellationToken cancellationToken)
    {
        if (await files.FindByNameAsync(access, item.FileName, cancellationToken) is { } found)
        {
            return found.Id;
        }

        try
        {
            return (await files.CreateAsync(access, item.ResourceUrl!, item.Alt, item.FileName, KindOf(asset), cancellationToken)).Id;
        }
        catch (ShopifyException error) when (error.OutcomeUnknown || error.Has("FILENAME_ALREADY_EXISTS"))
        {
            return (await files.FindByNameAsync(access, item.FileName, cancellationToken))?.Id
                ?? throw new ShopifyException(ShopifyErrorKind.Transient, "Shopify did not answer and has no such file yet.", inner: error);
        }
    }

    /// <returns>True when every item is READY or has failed for good.</returns>
    private async Task<bool> ReadyAsync(
        Publication publication, List<PublicationItem> items, Dictionary<Guid, Asset> assets, ShopAccess access, CancellationToken cancellationToken)
    {
        var waiting = items.Where(item => item.State == PublicationItemState.Created).ToList();
        var states = (await files.ReadStatusAsync(access, [.. waiting.Select(item => item.FileId!)], cancellationToken)).ToDictionary(file => file.Id);
        foreach (var item in waiting)
        {
            var file = states.GetValueOrDefault(item.FileId!);
            if (file?.Status == MediaStatus.Ready)
            {
                await record.SaveAsync(publication, item, PublicationItemState.Ready, cancellationToken);
            }
            else if (Hopeless(item, assets[item.AssetId], file) is { } reason)
            {
                item.Message = reason;
                await record.SaveAsync(publication, item, PublicationItemState.Failed, cancellationToken);
            }
        }

        return waiting.TrueForAll(item => item.State != PublicationItemState.Created);
    }

    private string? Hopeless(PublicationItem item, Asset asset, ShopFile? file)
    {
        if (file?.Status == MediaStatus.Failed)
        {
            return $"Shopify could not process it: {string.Join(' ', file.Problems.Select(problem => problem.Message))}";
        }

        var limit = asset.Kind == GenerationKind.Video ? ReadyLimitVideo : ReadyLimitImage;
        return time.GetUtcNow() - item.UpdatedAt > limit ? $"Shopify was still processing it after {limit.TotalMinutes:0} minutes." : null;
    }

    private async Task PlaceAsync(Publication publication, List<PublicationItem> items, string productId, ShopAccess access, CancellationToken cancellationToken)
    {
        var good = items.Where(item => item.State != PublicationItemState.Failed).ToList();
        if (good.Count == 0)
        {
            await record.EndAsync(publication, PublicationState.Failed, items[0].Message, _ => { }, cancellationToken);
            return;
        }

        // Checkpoint 4. Attaching what is attached and moving what is in place change nothing, so both may be repeated.
        foreach (var item in good.Where(item => item.State == PublicationItemState.Ready))
        {
            await files.AttachAsync(access, item.FileId!, productId, cancellationToken);
            await record.SaveAsync(publication, item, PublicationItemState.Attached, cancellationToken);
        }

        var now = await gallery.ReadAsync(access, productId, cancellationToken);
        if (Changed(publication.Snapshot!, now, good) is { } change)
        {
            await record.EndAsync(publication, PublicationState.Failed, change, _ => { }, cancellationToken);
            return;
        }

        var wanted = Gallery.Order(publication.Snapshot!, [.. good.Select(item => item.FileId!)], publication.AtFront);
        await gallery.OrderAsync(access, productId, now, wanted, cancellationToken);

        // Checkpoint 5. Published means: read back from the shop, each medium at its place.
        var receipt = await gallery.ReadAsync(access, productId, cancellationToken);
        if (!receipt.Media.Select(item => item.Id).SequenceEqual(wanted))
        {
            throw new ShopifyException(ShopifyErrorKind.Transient, "The gallery is not in the order that was asked for yet.");
        }

        foreach (var item in good)
        {
            await record.SaveAsync(publication, item, PublicationItemState.Verified, cancellationToken);
        }

        var failed = items.Count - good.Count;
        var publishedAt = time.GetUtcNow();
        await record.EndAsync(
            publication, PublicationState.Published, failed == 0 ? null : $"{failed} of {items.Count} could not be published.",
            set => set.SetProperty(row => row.Receipt, receipt).SetProperty(row => row.PublishedAt, publishedAt), cancellationToken);
        await context.Products.Where(row => row.Id == publication.ProductId)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.MediaCount, receipt.Media.Count), cancellationToken);
    }

    // Somebody changed the gallery while files were processed: putting it in the old order would undo their work.
    private static string? Changed(GallerySnapshot before, GallerySnapshot now, List<PublicationItem> ours)
    {
        var others = now.Media.Where(item => ours.TrueForAll(one => one.FileId != item.Id)).Select(item => item.Id);
        return others.Order(StringComparer.Ordinal).SequenceEqual(before.Media.Select(item => item.Id).Order(StringComparer.Ordinal))
            ? null
            : "The gallery was changed in the shop while this was published. Our media is at its end; revert it or leave it there.";
    }

    private static FileKind KindOf(Asset asset) => asset.Kind == GenerationKind.Video ? FileKind.Video : FileKind.Image;
}
