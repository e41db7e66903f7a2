using Commerce.Brand.Reading;
using Commerce.Data;
using Commerce.Jobs;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Brand;

/// <summary>Asks for visits to the store's website, one at a time.</summary>
public sealed class BrandReadings(CommerceContext context, StoreScope scope, BrandProfiles profiles, StoreJobs jobs, Wake wake, SiteReader sites, TimeProvider time)
{
    /// <summary>Who asked for the reading that follows the first sync.</summary>
    public const string App = "app";

    private IQueryable<BrandReading> Active => context.BrandReadings
        .Where(reading => reading.State == ReadingState.Queued || reading.State == ReadingState.Running);

    /// <summary>The newest reading; null before the first.</summary>
    public Task<BrandReading?> LatestAsync(CancellationToken cancellationToken) => context.BrandReadings.AsNoTracking()
        .OrderByDescending(reading => reading.CreatedAt).ThenByDescending(reading => reading.Id)
        .FirstOrDefaultAsync(cancellationToken);

    /// <summary>Asks for a reading of the given site, or of the store's own; returns the active one if there is one.</summary>
    /// <exception cref="SiteReadException">The address cannot be read; the message says why and nothing was started.</exception>
    public async Task<BrandReading> RequestAsync(string? siteUrl, string actor, CancellationToken cancellationToken)
    {
        var site = Address(siteUrl ?? await SiteOfStoreAsync(cancellationToken));
        var reading = await WriteAsync(site, actor, cancellationToken);

        // Also for a reading that was already there: should its job have been lost, asking again brings it back at once.
        await jobs.StartAsync<BrandReadJob>(scope.StoreId, cancellationToken);
        return reading;
    }

    /// <summary>Starts the first reading of a store with a website; does nothing when there ever was a reading or a profile.</summary>
    public async Task StartFirstAsync(CancellationToken cancellationToken)
    {
        var site = await SiteOfStoreAsync(cancellationToken);
        if (!SiteAddress.TryParse(site, out _)
            || await context.BrandReadings.AnyAsync(cancellationToken)
            || await context.BrandProfiles.AnyAsync(cancellationToken))
        {
            return;
        }

        await RequestAsync(site, App, cancellationToken);
    }

    private Task<string?> SiteOfStoreAsync(CancellationToken cancellationToken) =>
        context.Stores.Select(store => store.SiteUrl).SingleAsync(cancellationToken);

    private Uri Address(string? typed)
    {
        if (!SiteAddress.TryParse(typed, out var address))
        {
            throw new SiteReadException(SiteReadCode.BadAddress, "This is not the address of a website. Write it as in a browser, such as https://your-shop.com.");
        }

        sites.Check(address);
        return address;
    }

    private async Task<BrandReading> WriteAsync(Uri site, string actor, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await profiles.LockStoreAsync(cancellationToken);
        if (await Active.AsNoTracking().FirstOrDefaultAsync(cancellationToken) is { } active)
        {
            return active;
        }

        var reading = new BrandReading
        {
            StoreId = scope.StoreId,
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            SiteUrl = site.AbsoluteUri,
            State = ReadingState.Queued,
            RequestedBy = actor,
            CreatedAt = time.GetUtcNow(),
        };
        context.BrandReadings.Add(reading);
        await context.SaveChangesAsync(cancellationToken);

        // The mark commits with the row: whatever happens to the job, the sweep comes by while the reading is active.
        await wake.MarkAsync(scope.StoreId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return reading;
    }
}
