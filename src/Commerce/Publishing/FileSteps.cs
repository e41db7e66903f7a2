using Commerce.Library.Storage;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Products;
using Commerce.Shopify.Publishing;

namespace Commerce.Publishing;

/// <summary>Makes a READY file of each item. What Shopify refuses ends that item with Shopify's reason; the others go on.</summary>
public sealed class FileSteps(StagedUploads uploads, Files files, IObjectStore store, PublicationRecord record, TimeProvider time)
{
    private static readonly TimeSpan MissingLimit = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ReadyLimitImage = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan ReadyLimitVideo = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <returns>Null when every item is READY or has failed for good; otherwise how long to wait before looking again.</returns>
    public async Task<TimeSpan?> AdvanceAsync(PublicationWork work, CancellationToken cancellationToken)
    {
        foreach (var item in work.Items.Where(item => item.State is PublicationItemState.Planned or PublicationItemState.Staged))
        {
            await record.OrFailAsync(work.Publication, item, () => UploadAsync(work, item, cancellationToken), cancellationToken);
        }

        await ReadyAsync(work, cancellationToken);
        var waiting = work.Items.Where(item => item.State == PublicationItemState.Created).ToList();
        return waiting.Count == 0 ? null : Pause(time.GetUtcNow() - waiting.Max(item => item.UpdatedAt));
    }

    // The longer it has taken, the longer it will: a picture is looked at each second at first, a long video four times a minute.
    private static TimeSpan Pause(TimeSpan waited) => TimeSpan.FromTicks(Math.Clamp((waited / 4).Ticks, ShortestPause.Ticks, LongestPause.Ticks));

    private async Task UploadAsync(PublicationWork work, PublicationItem item, CancellationToken cancellationToken)
    {
        Approval.Demand(item, work.AssetOf(item));
        var resumed = item.State == PublicationItemState.Staged;
        if (!resumed)
        {
            // Checkpoint 1. Staged bytes are in no gallery and expire by themselves: repeating this leaves nothing behind.
            item.ResourceUrl = await StageAsync(work, item, cancellationToken);
            await record.SaveAsync(work.Publication, item, PublicationItemState.Staged, cancellationToken);
        }

        // Checkpoint 2. The answer to a create may be lost after the file was made, here or in a worker that died. The name
        // is this item's own, so whoever comes after looks for it before another one is made.
        var found = resumed ? await files.FindByNameAsync(work.Access, item.FileName, cancellationToken) : null;
        item.FileId = found?.Id ?? await CreateAsync(work, item, cancellationToken);
        await record.SaveAsync(work.Publication, item, PublicationItemState.Created, cancellationToken);
    }

    private async Task<string> StageAsync(PublicationWork work, PublicationItem item, CancellationToken cancellationToken)
    {
        var asset = work.AssetOf(item);
        await using var stored = await store.OpenAsync(asset.ObjectKey, cancellationToken);
        await ApprovedBytes.VerifyAsync(stored.Content, item.Sha256, cancellationToken);
        stored.Content.Position = 0;
        var target = await uploads.CreateAsync(work.Access, work.KindOf(item), item.FileName, asset.MimeType, stored.Length, cancellationToken);
        await uploads.UploadAsync(target, stored.Content, stored.Length, item.FileName, asset.MimeType, cancellationToken);
        return target.ResourceUrl;
    }

    private async Task<string> CreateAsync(PublicationWork work, PublicationItem item, CancellationToken cancellationToken)
    {
        try
        {
            return (await files.CreateAsync(work.Access, item.ResourceUrl!, item.Alt, item.FileName, work.KindOf(item), cancellationToken)).Id;
        }
        catch (ShopifyException error) when (error.OutcomeUnknown || error.Has("FILENAME_ALREADY_EXISTS"))
        {
            return (await files.FindByNameAsync(work.Access, item.FileName, cancellationToken))?.Id
                ?? throw new ShopifyException(ShopifyErrorKind.Transient, "Shopify did not answer and has no such file yet.", inner: error);
        }
    }

    private async Task ReadyAsync(PublicationWork work, CancellationToken cancellationToken)
    {
        var waiting = work.Items.Where(item => item.State == PublicationItemState.Created).ToList();
        var states = (await files.ReadStatusAsync(work.Access, [.. waiting.Select(item => item.FileId!)], cancellationToken)).ToDictionary(file => file.Id);
        foreach (var item in waiting)
        {
            var file = states.GetValueOrDefault(item.FileId!);
            if (file?.Status == MediaStatus.Ready)
            {
                await record.SaveAsync(work.Publication, item, PublicationItemState.Ready, cancellationToken);
            }
            else if (Hopeless(work.KindOf(item), file, time.GetUtcNow() - item.UpdatedAt) is { } reason)
            {
                await record.FailAsync(work.Publication, item, reason, cancellationToken);
            }
        }
    }

    private static string? Hopeless(FileKind kind, ShopFile? file, TimeSpan waited)
    {
        var limit = kind == FileKind.Video ? ReadyLimitVideo : ReadyLimitImage;
        return file switch
        {
            { Status: MediaStatus.Failed } => $"Shopify could not process it: {string.Join(' ', file.Problems.Select(problem => problem.Message))}",
            null when waited > MissingLimit => "It was deleted in the shop before it could be added to the product.",
            _ when waited > limit => $"Shopify was still processing it after {limit.TotalMinutes:0} minutes.",
            _ => null,
        };
    }
}
