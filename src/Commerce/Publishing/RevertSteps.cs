using Commerce.Data;
using Commerce.Shopify.Admin;
using Commerce.Shopify.Publishing;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>Takes a publication back: our media out, then order and variant pictures as they were, and the result verified.</summary>
public sealed class RevertSteps(CommerceContext context, Files files, Gallery gallery, GalleryTurn turn, PublicationRecord record, TimeProvider time)
{
    public async Task RunAsync(Publication publication, ShopAccess access, CancellationToken cancellationToken)
    {
        if (publication.State == PublicationState.Published && !await BeginAsync(publication, cancellationToken))
        {
            return;
        }

        switch (await turn.TakeRevertAsync(publication, cancellationToken))
        {
            case RevertTurn.Wait:
                await record.DeferAsync(publication, GalleryTurn.Pause, cancellationToken);
                return;
            case RevertTurn.LaterFirst:
                await FailAsync(publication, "A later publication of this product is still in its gallery. Revert that one first.", _ => { }, cancellationToken);
                return;
        }

        var productId = await context.Products.Where(row => row.Id == publication.ProductId).Select(row => row.ShopifyId).SingleAsync(cancellationToken);
        var items = await context.PublicationItems.AsNoTracking().Where(item => item.PublicationId == publication.Id && item.FileId != null).OrderBy(item => item.Position).ToListAsync(cancellationToken);
        var ours = items.Select(item => item.FileId!).ToHashSet(StringComparer.Ordinal);
        var now = await gallery.ReadAsync(access, productId, cancellationToken);
        if (await PlanAsync(publication, items, now, ours, cancellationToken) is not { } way)
        {
            return;
        }

        Remark(items, now);
        await WalkAsync(access, productId, way, now, ours, cancellationToken);
        var receipt = await gallery.ReadAsync(access, productId, cancellationToken);
        if (!receipt.Matches(way.After))
        {
            await FailAsync(
                publication, "The gallery was changed in the shop during the revert. Our media are out of it; the rest was left as it is.",
                set => set.SetProperty(row => row.RevertReceipt, receipt).SetProperty(row => row.Conflict, GalleryChanges.Between(way.After, receipt, ours)), cancellationToken);
            return;
        }

        await EndAsync(publication, items, receipt, cancellationToken);
    }

    // The date has come. It may also have been moved since the row came up.
    private async Task<bool> BeginAsync(Publication publication, CancellationToken cancellationToken)
    {
        var due = publication.RevertAt <= time.GetUtcNow();
        await record.SaveAsync(
            publication,
            set => _ = due
                ? set.SetProperty(row => row.State, PublicationState.Reverting).SetProperty(row => row.Message, (string?)null)
                : set.SetProperty(row => row.DueAt, row => row.RevertAt).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null),
            cancellationToken);
        publication.State = due ? PublicationState.Reverting : publication.State;
        return due;
    }

    // What the merchant did since is theirs: a gallery that is not as we left it is not touched before they have decided.
    private async Task<WayBack?> PlanAsync(Publication publication, List<PublicationItem> items, GallerySnapshot now, HashSet<string> ours, CancellationToken cancellationToken)
    {
        var replan = publication.WayBack is null;
        var changes = SinceThen.Changes(publication, items, now);
        if (changes.Any && !(replan && publication.KeepChanges))
        {
            await FailAsync(
                publication, $"The gallery was changed in the shop since: {changes}. Nothing was reverted, so none of that is lost.",
                set => set.SetProperty(row => row.Conflict, changes), cancellationToken);
            return null;
        }

        if (replan)
        {
            var way = WayBack.Plan(publication, now, ours, publication.KeepChanges);
            await record.SaveAsync(publication, set => set.SetProperty(row => row.WayBack, way).SetProperty(row => row.Conflict, changes.Any ? changes : null), cancellationToken);
            (publication.WayBack, publication.Conflict) = (way, changes.Any ? changes : null);
        }

        return publication.WayBack;
    }

    // Each step asks only for what is not so yet, so a worker that died on the way is simply followed by another.
    private async Task WalkAsync(ShopAccess access, string productId, WayBack way, GallerySnapshot now, HashSet<string> ours, CancellationToken cancellationToken)
    {
        foreach (var medium in now.Media.Where(medium => ours.Contains(medium.Id)))
        {
            await files.DetachAsync(access, medium.Id, productId, cancellationToken);
        }

        // Out of the gallery is off the variants too.
        var theirs = now.Without(ours);
        await gallery.ShowAsync(access, productId, theirs, way.After.Variants.ToDictionary(variant => variant.VariantId, variant => variant.MediaId, StringComparer.Ordinal), cancellationToken);
        await gallery.OrderAsync(access, productId, theirs, [.. way.After.Media.Select(medium => medium.Id)], cancellationToken);
    }

    // An alt text that a person wrote over ours stays with the file, and the receipt says so.
    private static void Remark(List<PublicationItem> items, GallerySnapshot now)
    {
        var alts = now.Media.ToDictionary(medium => medium.Id, medium => medium.Alt, StringComparer.Ordinal);
        foreach (var item in items.Where(item => alts.TryGetValue(item.FileId!, out var alt) && alt != item.Alt))
        {
            item.Message = $"Its alt text was edited in the shop to “{alts[item.FileId!]}”. That text was kept with the file.";
        }
    }

    private async Task EndAsync(Publication publication, List<PublicationItem> items, GallerySnapshot receipt, CancellationToken cancellationToken)
    {
        var revertedAt = time.GetUtcNow();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        foreach (var item in items.Where(item => item.State != PublicationItemState.Failed))
        {
            await record.SaveAsync(publication, item, PublicationItemState.Detached, cancellationToken);
        }

        await context.Products.Where(row => row.Id == publication.ProductId)
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.MediaCount, receipt.Media.Count), cancellationToken);
        await record.EndAsync(
            publication, PublicationState.Reverted,
            publication.KeepChanges && publication.Conflict is { } kept ? $"Our media were taken out; what was changed in the shop was kept: {kept}." : null,
            set => set.SetProperty(row => row.RevertReceipt, receipt).SetProperty(row => row.RevertedAt, revertedAt).SetProperty(row => row.Conflict, (GalleryChanges?)null), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private Task FailAsync(Publication publication, string message, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Publication>> set, CancellationToken cancellationToken) =>
        record.EndAsync(publication, PublicationState.RevertFailed, message, set, cancellationToken);
}
