using Commerce.Data;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Commerce.Routing;

/// <summary>
/// Reads the lists in which vendors say what models they have and until when, and keeps what they say of the models of the catalogue.
/// Nothing is switched off by it: a day is warned of as any other, and a model that is gone from a list is told to the operators.
/// </summary>
public sealed class ModelLists(CommerceContext context, VendorClients clients, IOptions<RoutingOptions> options, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Asks every vendor that has a list and a key of this installation. One that cannot be asked is noted and keeps what it said before.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        foreach (var vendor in Vendor.All)
        {
            if (options.Value.Of(vendor.Key).Key is { } key && !string.IsNullOrWhiteSpace(key) && clients.ListOf(vendor.Key, new VendorKey(key)) is { } list)
            {
                await KeepAsync(vendor.Key, await ReadAsync(vendor.Key, list, cancellationToken), cancellationToken);
            }
        }
    }

    /// <summary>The models that were in their vendor's list and are no longer, by their names in recipes.</summary>
    public async Task<IReadOnlySet<string>> GoneAsync(CancellationToken cancellationToken) =>
        (await context.ModelListings.AsNoTracking().Where(listing => listing.ListedAt < listing.AskedAt).ToListAsync(cancellationToken))
            .Select(listing => ModelName.Of(listing.Vendor, listing.Model)).ToHashSet(StringComparer.Ordinal);

    /// <returns>What stood against it; empty when it was read.</returns>
    private async Task<string> ReadAsync(string vendor, IModelList list, CancellationToken cancellationToken)
    {
        // One that was shut down is missing from every list, which is no news.
        var (now, known) = (time.GetUtcNow(), ModelCatalogue.Shipped.Models.Where(model => model.Vendor == vendor && model.Lives(time.Today())).Select(model => model.Id).ToList());
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            var listed = (await list.AskAfterAsync(known, either.Token)).DistinctBy(model => model.Id).ToDictionary(model => model.Id, StringComparer.Ordinal);
            if (!known.Any(listed.ContainsKey))
            {
                // More likely another kind of list than the end of everything at once.
                return "The list names none of the models that are known here.";
            }

            foreach (var id in known)
            {
                await WriteAsync(vendor, id, listed.GetValueOrDefault(id), now, cancellationToken);
            }

            return "";
        }
        catch (VendorException error)
        {
            return error.Failure.Message;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return "The vendor did not hand out its list in time.";
        }
    }

    private Task WriteAsync(string vendor, string model, ListedModel? listed, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (seen, until) = (listed is null ? (DateTimeOffset?)null : now, listed?.Until);
        return context.Database.ExecuteSqlAsync(
            $"""
            insert into model_listings as was (vendor, model, asked_at, listed_at, until_day, until_since)
            values ({vendor}, {model}, {now}, {seen}, {until}, case when {until}::date is not null then {now} end)
            on conflict (vendor, model) do update set
              asked_at = excluded.asked_at, listed_at = coalesce(excluded.listed_at, was.listed_at),
              until_day = case when excluded.listed_at is null then was.until_day else excluded.until_day end,
              until_since = case when excluded.listed_at is null or was.until_day is not distinct from excluded.until_day then was.until_since else excluded.until_since end
            """, cancellationToken);
    }

    private Task KeepAsync(string vendor, string failure, CancellationToken cancellationToken) => context.Database.ExecuteSqlAsync(
        $"""
        insert into model_lists (vendor, asked_at, failure) values ({vendor}, {time.GetUtcNow()}, {failure})
        on conflict (vendor) do update set asked_at = excluded.asked_at, failure = excluded.failure
        """, cancellationToken);
}
