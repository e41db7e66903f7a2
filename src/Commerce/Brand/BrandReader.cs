using Commerce.Brand.Analysis;
using Commerce.Brand.Reading;
using Commerce.Catalogue;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Commerce.Brand;

/// <summary>Carries out readings: visits the site, analyses it, writes the next version of the profile.</summary>
public sealed partial class BrandReader(
    CommerceContext context,
    StoreScope scope,
    SiteReader sites,
    BrandProfiles profiles,
    ProgressSignal signal,
    TimeProvider time,
    ILogger<BrandReader> logger)
{
    /// <summary>Name of the analyser that needs no key.</summary>
    public const string BuiltIn = "built-in";

    private const int MostProducts = 2_000;

    /// <summary>Carries out every reading that waits, or that a dead worker left behind.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await NextAsync(cancellationToken) is { } reading)
        {
            await ReadAsync(reading, cancellationToken);
            signal.Touch(scope.StoreId, reading.Id);
        }
    }

    private Task<BrandReading?> NextAsync(CancellationToken cancellationToken) => context.BrandReadings.AsNoTracking()
        .Where(reading => reading.State == ReadingState.Queued || reading.State == ReadingState.Running)
        .OrderBy(reading => reading.CreatedAt)
        .FirstOrDefaultAsync(cancellationToken);

    private async Task ReadAsync(BrandReading reading, CancellationToken cancellationToken)
    {
        try
        {
            // A second run of the same reading begins again: nothing it did before had an effect outside this row.
            await CountAsync(reading.Id, 0, cancellationToken);
            var visit = await sites.ReadAsync(new Uri(reading.SiteUrl), progress => CountAsync(reading.Id, progress.PagesRead, cancellationToken), cancellationToken);
            var store = await context.Stores.Select(row => row.Name).SingleAsync(cancellationToken);
            var draft = BuiltInAnalyser.Analyse(visit.Pages, store, await CatalogueAsync(cancellationToken));
            await WriteAsync(reading, visit, draft, cancellationToken);
        }
        catch (SiteReadException refusal)
        {
            await FailAsync(reading.Id, refusal.Message, cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            Log.Failed(logger, reading.Id, error);
            await FailAsync(reading.Id, "Something on our side went wrong while reading the website. Nothing was changed or charged. Read it again; if it goes wrong again, describe the brand by hand.", cancellationToken);
        }
    }

    private async Task<KnownCatalogue> CatalogueAsync(CancellationToken cancellationToken)
    {
        var products = await context.Products.AsNoTracking()
            .Where(product => product.RemovedAt == null && product.Origin == ProductOrigin.Shop)
            .OrderBy(product => product.Id)
            .Select(product => new { product.Title, product.ProductType })
            .Take(MostProducts)
            .ToListAsync(cancellationToken);
        return new KnownCatalogue(
            [.. products.Select(product => product.Title)],
            [.. products.Select(product => product.ProductType).Where(type => type.Length > 0).Distinct()]);
    }

    private async Task WriteAsync(BrandReading reading, SiteReading visit, BrandDraft draft, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await profiles.LockStoreAsync(cancellationToken);
        var (now, pages) = (time.GetUtcNow(), visit.Pages.Count);
        var message = draft.Reasons.Count == 0 ? null : string.Join('\n', draft.Reasons);
        var ended = await context.BrandReadings
            .Where(row => row.Id == reading.Id && (row.State == ReadingState.Queued || row.State == ReadingState.Running))
            .ExecuteUpdateAsync(
                row => row.SetProperty(each => each.State, ReadingState.Done).SetProperty(each => each.PagesRead, pages)
                    .SetProperty(each => each.Message, message).SetProperty(each => each.FinishedAt, now),
                cancellationToken);

        // Ending and profile commit together: whoever finds the reading ended finds its version, and writes no second.
        if (ended == 0)
        {
            return;
        }

        var current = await profiles.CurrentAsync(cancellationToken);
        var before = current is null ? [] : ProfileContent.Of(current).Attributes;
        var sample = draft.SampleSentence;
        var content = new ProfileContent(
            visit.Site.AbsoluteUri, BuiltIn, sample is null ? null : DraftAttributes.Quote(sample), sample?.Page.AbsoluteUri, DraftAttributes.Merge(before, draft));
        await profiles.AppendAsync(current, content, NoteOf(visit, before), reading.RequestedBy, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static string NoteOf(SiteReading visit, IReadOnlyList<AttributeContent> before)
    {
        var kept = before.Count(attribute => attribute.Locked || attribute.ByOwner);
        var pages = visit.Pages.Count == 1 ? "1 page" : $"{visit.Pages.Count} pages";
        return $"Read {pages} of {visit.Site.Authority}{(kept == 0 ? "" : $"; {kept} of yours kept")}";
    }

    private async Task CountAsync(Guid readingId, int pages, CancellationToken cancellationToken)
    {
        await context.BrandReadings
            .Where(row => row.Id == readingId && (row.State == ReadingState.Queued || row.State == ReadingState.Running))
            .ExecuteUpdateAsync(row => row.SetProperty(each => each.State, ReadingState.Running).SetProperty(each => each.PagesRead, pages), cancellationToken);
        signal.Touch(scope.StoreId, readingId);
    }

    private async Task FailAsync(Guid readingId, string message, CancellationToken cancellationToken)
    {
        context.ChangeTracker.Clear();
        var now = time.GetUtcNow();
        await context.BrandReadings
            .Where(row => row.Id == readingId && (row.State == ReadingState.Queued || row.State == ReadingState.Running))
            .ExecuteUpdateAsync(
                row => row.SetProperty(each => each.State, ReadingState.Failed).SetProperty(each => each.Message, message).SetProperty(each => each.FinishedAt, now),
                cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "Reading {ReadingId} failed")]
        public static partial void Failed(ILogger logger, Guid readingId, Exception error);
    }
}
