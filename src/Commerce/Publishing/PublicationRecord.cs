using Commerce.Data;
using Commerce.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Commerce.Publishing;

/// <summary>Writes what a publication has come to, guarded by its lease: a worker that lost it writes nothing.</summary>
public sealed class PublicationRecord(CommerceContext context, TimeProvider time)
{
    /// <exception cref="LostLeaseException">The row is held by another worker.</exception>
    public async Task SaveAsync(Publication publication, Action<UpdateSettersBuilder<Publication>> set, CancellationToken cancellationToken)
    {
        var saved = await context.Publications.Where(row => row.Id == publication.Id && row.LeaseOwner == publication.LeaseOwner).ExecuteUpdateAsync(set, cancellationToken);
        if (saved != 1)
        {
            throw new LostLeaseException();
        }
    }

    public async Task SaveAsync(Publication publication, PublicationItem item, PublicationItemState state, CancellationToken cancellationToken)
    {
        item.State = state;
        var saved = await context.PublicationItems
            .Where(row => row.Id == item.Id && context.Publications.Any(owner => owner.Id == publication.Id && owner.LeaseOwner == publication.LeaseOwner))
            .ExecuteUpdateAsync(
                row => row.SetProperty(one => one.State, state).SetProperty(one => one.ResourceUrl, item.ResourceUrl).SetProperty(one => one.FileId, item.FileId)
                    .SetProperty(one => one.Message, item.Message).SetProperty(one => one.UpdatedAt, time.GetUtcNow()),
                cancellationToken);
        if (saved != 1)
        {
            throw new LostLeaseException();
        }
    }

    /// <summary>Gives the row up until <paramref name="delay"/> has passed.</summary>
    public Task DeferAsync(Publication publication, TimeSpan delay, CancellationToken cancellationToken)
    {
        var due = time.GetUtcNow() + delay;
        return SaveAsync(publication, set => set.SetProperty(row => row.DueAt, due).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null), cancellationToken);
    }

    /// <summary>Ends the publication in a state that waits for nobody.</summary>
    public async Task EndAsync(
        Publication publication, PublicationState state, string? message, Action<UpdateSettersBuilder<Publication>> set, CancellationToken cancellationToken)
    {
        await SaveAsync(
            publication,
            setters =>
            {
                setters.SetProperty(row => row.State, state).SetProperty(row => row.Message, message)
                    .SetProperty(row => row.DueAt, (DateTimeOffset?)null).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null);
                set(setters);
            },
            cancellationToken);
        publication.State = state;
    }
}
