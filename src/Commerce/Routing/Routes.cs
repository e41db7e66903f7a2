using Commerce.Generations;
using Commerce.Providers;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commerce.Routing;

/// <summary>Finds who makes a row: this machine, the vendor it was given to, or, at its first turn, the vendor that suits best.</summary>
public sealed class Routes(StoreWork work, ProviderCatalogue providers, VendorClients clients, OutputIntake intake, ModelFigures figures, CallbackTokens tokens, IOptions<RoutingOptions> options, TimeProvider time)
{
    /// <exception cref="ProviderException">Nobody can make it any more.</exception>
    /// <exception cref="ProviderRestsException">All who can are to be left alone for now.</exception>
    public async Task<IGenerationProvider> OfAsync(RowTurn turn, CancellationToken cancellationToken)
    {
        var row = turn.Row;
        return ModelName.IsRouted(row.Model) ? await work.RunAsync(row.StoreId, services => VendorAsync(services, row, turn.Order, cancellationToken)) : providers.Of(row);
    }

    private async Task<IGenerationProvider> VendorAsync(IServiceProvider services, Generation row, GenerationOrder order, CancellationToken cancellationToken)
    {
        var (route, request) = row is { Given: true, Route: { } given }
            ? (given, Again(given, row, order))
            : await services.GetRequiredService<RouteChoice>().ChooseAsync(row, order, cancellationToken);
        var key = await services.GetRequiredService<ProviderKeys>().OpenAsync(route.Vendor, route.OwnKey, cancellationToken)
            ?? throw new ProviderException("provider_missing", $"{Vendor.NameOf(route.Vendor)} is not connected any more.", retryable: true);
        return new VendorProvider(clients.Of(route.Vendor, row.Kind, key), route, request, row, intake, figures, CallbackOf(route.Vendor, row),
            stop => WriteAsync(row, route, stop), stop => work.RunAsync(row.StoreId, scoped => scoped.GetRequiredService<RouteBook>().TaskAsync(row.Id, row.Attempt, stop)), time);
    }

    // What was ordered on a day is asked for on any later one, also when the model has been shut down meanwhile.
    private static WorkRequest Again(Route route, Generation row, GenerationOrder order) =>
        ModelCatalogue.Shipped.Find(route.Vendor, route.Model) is { } model && OrderTranslation.Of(order, row.Kind, model, DateOnly.FromDateTime(route.At.UtcDateTime)) is { } request
            ? request
            : throw new ProviderException("model-gone", $"{route.Model} is not known here any more.", retryable: true);

    private Task WriteAsync(Generation row, Route route, CancellationToken cancellationToken) =>
        work.RunAsync(row.StoreId, services => services.GetRequiredService<RouteBook>().WriteAsync(row, route, cancellationToken));

    private Uri? CallbackOf(string vendor, Generation row) => options.Value.CallbackBase is { } home && CallbackDoor.Verifies(vendor, options.Value)
        ? new Uri(home, $"{CallbackDoor.Address}/{vendor}/{tokens.Of(row.StoreId, row.Id, row.Attempt)}")
        : null;
}
