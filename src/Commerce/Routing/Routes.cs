using Commerce.Generations;
using Commerce.Providers;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Routing.Cutouts;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Routing;

/// <summary>Finds who makes a row: this machine, the vendor it was given to, or, at its first turn, the vendor that suits best.</summary>
public sealed class Routes(StoreWork work, ProviderCatalogue providers, VendorProviders vendors, CutRoutes cuts)
{
    /// <exception cref="ProviderException">Nobody can make it any more.</exception>
    /// <exception cref="ProviderRestsException">All who can are to be left alone for now.</exception>
    public async ValueTask<IGenerationProvider> OfAsync(RowTurn turn, CancellationToken cancellationToken)
    {
        var row = turn.Row;
        return ModelName.IsRouted(row.Model)
            ? await work.RunAsync(row.StoreId, services => VendorAsync(services, row, turn.Order, cancellationToken))
            : await cuts.OfAsync(turn, providers.Of(row), cancellationToken);
    }

    private async Task<IGenerationProvider> VendorAsync(IServiceProvider services, Generation row, GenerationOrder order, CancellationToken cancellationToken)
    {
        var (route, request) = row is { Given: true, Route: { } given }
            ? (given, Again(given, row, order))
            : await services.GetRequiredService<RouteChoice>().ChooseAsync(row, order, cancellationToken);
        return await vendors.OpenAsync(services, row, route, request, stop => WriteAsync(row, route, stop), cancellationToken);
    }

    // What was ordered on a day is asked for on any later one, also when the model has been shut down meanwhile.
    private static WorkRequest Again(Route route, Generation row, GenerationOrder order) =>
        ModelCatalogue.Shipped.Find(route.Vendor, route.Model) is { } model && OrderTranslation.Of(order, row.Kind, model, DateOnly.FromDateTime(route.At.UtcDateTime)) is { } request
            ? request
            : throw new ProviderException("model-gone", $"{route.Model} is not known here any more.", retryable: true);

    private Task WriteAsync(Generation row, Route route, CancellationToken cancellationToken) =>
        work.RunAsync(row.StoreId, services => services.GetRequiredService<RouteBook>().WriteAsync(row, route, cancellationToken));
}
