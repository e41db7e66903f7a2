using Commerce.Data;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Library.Storage;
using Commerce.Shopify.Admin;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query;

namespace Commerce.Publishing;

/// <summary>Writes what a publication has come to, guarded by its lease: a worker that lost it writes nothing.</summary>
public sealed class PublicationRecord(CommerceContext context, ProgressSignal progress, TimeProvider time)
{
    /// <exception cref="LostLeaseException">The row is held by another worker.</exception>
    public async Task SaveAsync(Publication publication, Action<UpdateSettersBuilder<Publication>> set, CancellationToken cancellationToken)
    {
        var saved = await context.Publications.Where(row => row.Id == publication.Id && row.LeaseOwner == publication.LeaseOwner).ExecuteUpdateAsync(set, cancellationToken);
        Demand(saved == 1);
        progress.Touch(publication.StoreId, publication.RunId);
    }

    public async Task SaveAsync(Publication publication, PublicationItem item, PublicationItemState state, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var saved = await Guarded(publication).Where(row => row.Id == item.Id).ExecuteUpdateAsync(
            row => row.SetProperty(one => one.State, state).SetProperty(one => one.ResourceUrl, item.ResourceUrl).SetProperty(one => one.FileId, item.FileId)
                .SetProperty(one => one.FileName, item.FileName).SetProperty(one => one.Message, item.Message).SetProperty(one => one.UpdatedAt, now),
            cancellationToken);
        Demand(saved == 1);
        (item.State, item.UpdatedAt) = (state, now);

        // Progress earns new patience: only faults in a row wear a publication out.
        publication.Attempt = 0;
        progress.Touch(publication.StoreId, publication.RunId);
    }

    /// <summary>Moves several items to one state at once.</summary>
    public async Task SaveAsync(Publication publication, IReadOnlyList<PublicationItem> items, PublicationItemState state, CancellationToken cancellationToken)
    {
        var (ids, now) = (items.Select(item => item.Id).ToList(), time.GetUtcNow());
        var saved = await Guarded(publication).Where(row => ids.Contains(row.Id))
            .ExecuteUpdateAsync(row => row.SetProperty(one => one.State, state).SetProperty(one => one.UpdatedAt, now), cancellationToken);
        Demand(saved == ids.Count);
        foreach (var item in items)
        {
            (item.State, item.UpdatedAt) = (state, now);
        }
    }

    public Task FailAsync(Publication publication, PublicationItem item, string reason, CancellationToken cancellationToken)
    {
        item.Message = reason;
        return SaveAsync(publication, item, PublicationItemState.Failed, cancellationToken);
    }

    /// <summary>Does a step of one item. What is wrong with that item alone ends it with the reason, and the others go on.</summary>
    public async Task OrFailAsync(Publication publication, PublicationItem item, Func<Task> step, CancellationToken cancellationToken)
    {
        try
        {
            await step();
        }
        catch (ShopifyException error) when (error.Kind == ShopifyErrorKind.UserErrors)
        {
            await FailAsync(publication, item, $"Shopify refused it: {error.Reason()}", cancellationToken);
        }
        catch (ObjectNotFoundException)
        {
            await FailAsync(publication, item, "Its file is missing from our storage.", cancellationToken);
        }
        catch (InvalidDataException error)
        {
            await FailAsync(publication, item, error.Message, cancellationToken);
        }
    }

    /// <summary>Gives the row up until <paramref name="delay"/> has passed.</summary>
    public Task DeferAsync(Publication publication, TimeSpan delay, CancellationToken cancellationToken) =>
        DeferAsync(publication, delay, publication.Attempt, publication.Message, cancellationToken);

    public Task DeferAsync(Publication publication, TimeSpan delay, int attempt, string? message, CancellationToken cancellationToken)
    {
        var due = time.GetUtcNow() + delay;
        return SaveAsync(
            publication,
            set => set.SetProperty(row => row.DueAt, due).SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null)
                .SetProperty(row => row.Attempt, attempt).SetProperty(row => row.Message, message),
            cancellationToken);
    }

    /// <summary>Ends the publication in a state that waits for nobody; published, for the date on which it is taken back at most.</summary>
    public async Task EndAsync(
        Publication publication, PublicationState state, string? message, Action<UpdateSettersBuilder<Publication>> set, CancellationToken cancellationToken)
    {
        await SaveAsync(
            publication,
            setters =>
            {
                setters.SetProperty(row => row.State, state).SetProperty(row => row.Message, message)
                    .SetProperty(row => row.LeaseUntil, (DateTimeOffset?)null);
                if (state == PublicationState.Published)
                {
                    // The date is the row's own, for it may have been changed while the work was going on.
                    setters.SetProperty(row => row.DueAt, row => row.RevertAt);
                }
                else
                {
                    setters.SetProperty(row => row.DueAt, (DateTimeOffset?)null);
                }

                set(setters);
            },
            cancellationToken);
        publication.State = state;
    }

    private IQueryable<PublicationItem> Guarded(Publication publication) => context.PublicationItems.Where(row =>
        row.PublicationId == publication.Id && context.Publications.Any(owner => owner.Id == publication.Id && owner.LeaseOwner == publication.LeaseOwner));

    private static void Demand(bool held)
    {
        if (!held)
        {
            throw new LostLeaseException();
        }
    }
}
