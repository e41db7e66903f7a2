using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Publishing;

/// <summary>What an owner decides about publications that are there: take back, try again, leave, or set the day. Ids of other stores change nothing.</summary>
public sealed class PublicationDecisions(CommerceContext context, StoreScope scope, Wake wake, TimeProvider time)
{
    /// <summary>Asks for the way back of finished publications. Others are left as they are.</summary>
    /// <param name="keepChanges">Takes only our media out, and leaves what was changed in the shop since.</param>
    /// <returns>How many will be reverted.</returns>
    public Task<int> RevertAsync(IReadOnlyList<Guid> publicationIds, bool keepChanges, CancellationToken cancellationToken) => WakingAsync(now => context.Publications
        .Where(publication => publicationIds.Contains(publication.Id))
        .Where(publication => publication.State == PublicationState.Published || publication.State == PublicationState.RevertFailed
            || (publication.State == PublicationState.Failed && publication.Snapshot != null))
        .ExecuteUpdateAsync(
            set =>
            {
                set.SetProperty(row => row.State, PublicationState.Reverting).SetProperty(row => row.DueAt, now).SetProperty(row => row.KeepChanges, keepChanges)
                    .SetProperty(row => row.Conflict, (GalleryChanges?)null).SetProperty(row => row.Attempt, 0).SetProperty(row => row.Message, (string?)null);
                if (keepChanges)
                {
                    // Whatever way was begun, the new one starts from the gallery as it is now.
                    set.SetProperty(row => row.WayBack, (WayBack?)null);
                }
            },
            cancellationToken), cancellationToken);

    /// <summary>
    /// Tries again what failed: whole publications from where they broke off, single media under a new name, and reverts that no
    /// change in the shop has stopped. Nothing that is done is done twice.
    /// </summary>
    /// <returns>How many publications are tried again.</returns>
    public Task<int> RetryAsync(IReadOnlyList<Guid> publicationIds, CancellationToken cancellationToken) => WakingAsync(async now =>
    {
        var reverts = await context.Publications
            .Where(row => publicationIds.Contains(row.Id) && row.State == PublicationState.RevertFailed && row.Conflict == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(row => row.State, PublicationState.Reverting).SetProperty(row => row.DueAt, now)
                    .SetProperty(row => row.Attempt, 0).SetProperty(row => row.Message, (string?)null),
                cancellationToken);
        var failed = await RetryableOf(context.Publications.Where(row => publicationIds.Contains(row.Id) && row.State != PublicationState.Reverting))
            .Include(row => row.Items).ToListAsync(cancellationToken);
        foreach (var publication in failed)
        {
            Again(publication, now);
        }

        await context.SaveChangesAsync(cancellationToken);
        context.ChangeTracker.Clear();
        return reverts + failed.Count;
    }, cancellationToken);

    /// <summary>What <see cref="RetryAsync"/> would try again. What somebody's changes have stopped waits for a decision instead.</summary>
    public static IQueryable<Publication> RetryableOf(IQueryable<Publication> publications) => publications.Where(row => row.Conflict == null)
        .Where(row => row.State == PublicationState.RevertFailed || row.State == PublicationState.Failed
            || (row.State == PublicationState.Published && row.Items.Any(item => item.State == PublicationItemState.Failed)));

    /// <summary>Leaves a revert that stopped at somebody's changes: what was published stays, and is taken back by no date.</summary>
    public Task<int> LeaveAsync(IReadOnlyList<Guid> publicationIds, string person, CancellationToken cancellationToken) => context.Publications
        .Where(row => publicationIds.Contains(row.Id) && row.State == PublicationState.RevertFailed)
        .ExecuteUpdateAsync(
            set => set.SetProperty(row => row.State, PublicationState.Published).SetProperty(row => row.Conflict, (GalleryChanges?)null)
                .SetProperty(row => row.RevertAt, (DateTimeOffset?)null).SetProperty(row => row.DueAt, (DateTimeOffset?)null)
                .SetProperty(row => row.Message, $"Left as it is by {person}."),
            cancellationToken);

    /// <summary>Sets or lifts the moment at which publications are taken back by themselves.</summary>
    public Task<int> ScheduleAsync(IReadOnlyList<Guid> publicationIds, DateTimeOffset? revertAt, CancellationToken cancellationToken) => WakingAsync(_ => context.Publications
        .Where(row => publicationIds.Contains(row.Id))
        .Where(row => row.State == PublicationState.Queued || row.State == PublicationState.Publishing || row.State == PublicationState.Published)
        .ExecuteUpdateAsync(
            set => set.SetProperty(row => row.RevertAt, revertAt).SetProperty(row => row.DueAt, row => row.State == PublicationState.Published ? revertAt : row.DueAt),
            cancellationToken), cancellationToken);

    private static void Again(Publication publication, DateTimeOffset now)
    {
        // What stands is what the gallery is compared with before more is added to it.
        publication.Plan = publication.Receipt is { } receipt ? new GalleryBasis(receipt, Shown: true) : publication.Plan;
        (publication.State, publication.DueAt, publication.Attempt, publication.Message) = (PublicationState.Queued, now, 0, null);
        (publication.Receipt, publication.WayBack) = (null, null);
        foreach (var item in publication.Items.Where(item => item.State == PublicationItemState.Failed))
        {
            item.FileName = FileNames.Next(item.FileName, item.Id);
            (item.State, item.ResourceUrl, item.FileId, item.Message, item.UpdatedAt) = (PublicationItemState.Planned, null, null, null, now);
        }
    }

    private async Task<int> WakingAsync(Func<DateTimeOffset, Task<int>> decide, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var decided = await decide(time.GetUtcNow());
        await wake.MarkAsync(scope.StoreId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        await wake.NowAsync(scope.StoreId, cancellationToken);
        return decided;
    }
}
