using Commerce.Generations;
using Commerce.Media;
using Commerce.Media.Cutout;
using Commerce.Providers;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Routing.Cutouts;

/// <summary>
/// Finds who cuts out the product of a row that is made on this machine: this machine where the background is plain, else a vendor
/// that is connected and can do it. Whatever a vendor does not do leaves the row as it would be without one: the whole photo is shown.
/// </summary>
public sealed class CutRoutes(StoreWork work, VendorProviders vendors, CutoutMasks masks, Retries retries, TimeProvider time)
{
    /// <summary>How long a row waits for a vendor that rests or for another row's order before it is made without.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <exception cref="ProviderException">The picture cannot be had, or the vendor it was given to is not connected any more.</exception>
    /// <exception cref="ProviderRestsException">It is to be looked at again in a while.</exception>
    public async Task<IGenerationProvider> OfAsync(RowTurn turn, IGenerationProvider maker, CancellationToken cancellationToken)
    {
        var row = turn.Row;
        if (row is { Given: true, Route: { } given })
        {
            return await work.RunAsync(row.StoreId, services => CutAsync(services, turn, maker, given, Again(given, turn.Order), null, null, cancellationToken));
        }

        if (!turn.CutsElsewhere || !maker.CutsOut)
        {
            return maker;
        }

        var path = await turn.Order.Source.PathAsync(cancellationToken);
        ProductCutout cutout;
        try
        {
            cutout = await CutoutMasks.CutAsync(path, cancellationToken);
        }
        catch (MediaException)
        {
            // Who makes it says what is wrong with the picture.
            return maker;
        }

        if (cutout.Kind is not CutoutKind.Framed)
        {
            return new PreparedProvider(maker, cutout);
        }

        var sha256 = await CutoutMasks.HashAsync(path, cancellationToken);
        return await work.RunAsync(row.StoreId, services => ElsewhereAsync(services, turn, maker, cutout, path, sha256, cancellationToken));
    }

    private async Task<IGenerationProvider> ElsewhereAsync(
        IServiceProvider services, RowTurn turn, IGenerationProvider maker, ProductCutout whole, string path, string sha256, CancellationToken cancellationToken)
    {
        var (row, now) = (turn.Row, time.GetUtcNow());
        var book = services.GetRequiredService<CutoutBook>();
        var seen = await book.FindAsync(sha256, cancellationToken);
        if (seen is { Cutout: { State: CutoutState.Kept } kept })
        {
            return await masks.OpenAsync(row.StoreId, sha256, path, cancellationToken) is { } cutout
                ? new PreparedProvider(maker, cutout, CutWords.Again(Vendor.NameOf(kept.Vendor), kept.Model), $"{kept.Vendor} {kept.Model}")
                : Whole(maker, whole, "");
        }

        if (seen is { Cutout: { State: CutoutState.Empty } empty })
        {
            return Whole(maker, whole, $"{Vendor.NameOf(empty.Vendor)} found no product in it.");
        }

        if (seen?.InDoubt(now) == true)
        {
            await book.LoseAsync(seen.Cutout, cancellationToken);
            return Whole(maker, whole, CutWords.Doubtful);
        }

        try
        {
            if (seen is { Busy: true } && seen.Cutout.GenerationId != row.Id)
            {
                throw new ProviderRestsException(now + CutoutBook.Glance, CutoutBook.ForAnother);
            }

            // The last attempt is kept for making it without a vendor.
            return row.Attempt - row.EarlierAttempts < retries.Attempts && await services.GetRequiredService<RouteChoice>().ChooseCutAsync(row, turn.Order, cancellationToken) is { } chosen
                ? await CutAsync(services, turn, maker, chosen.Route, chosen.Request, sha256, seen?.Cutout, cancellationToken)
                : Whole(maker, whole, row.Route is null ? null : "No AI provider that is connected could cut it out.");
        }
        catch (ProviderRestsException rest) when (rest.Until > (row.StartedAt ?? now) + Patience)
        {
            return Whole(maker, whole, $"{rest.Reason}.");
        }
    }

    private async Task<IGenerationProvider> CutAsync(
        IServiceProvider services, RowTurn turn, IGenerationProvider maker, Route route, WorkRequest request, string? sha256, Cutout? seen, CancellationToken cancellationToken)
    {
        var row = turn.Row;
        var vendor = await vendors.OpenAsync(services, row, route, request, stop => work.RunAsync(row.StoreId, async scoped =>
        {
            // The picture's order is this row's in the same moment as the row is the vendor's.
            await scoped.GetRequiredService<RouteBook>().WriteAsync(row, route, stop, () => scoped.GetRequiredService<CutoutBook>().ClaimAsync(row, route, sha256!, seen, stop));
            return 0;
        }), cancellationToken);
        return new CutProvider(vendor, maker, row, route, masks, work, time);
    }

    private static WorkRequest Again(Route route, GenerationOrder order) =>
        ModelCatalogue.Shipped.Find(route.Vendor, route.Model) is { } model && OrderTranslation.CutOf(order, model, DateOnly.FromDateTime(route.At.UtcDateTime)) is { } request
            ? request
            : throw new ProviderException("model-gone", $"{route.Model} is not known here any more.", retryable: true);

    private static PreparedProvider Whole(IGenerationProvider maker, ProductCutout whole, string? why) => new(maker, whole, why is null ? null : $"{CutWords.Whole} {why}".TrimEnd());
}
