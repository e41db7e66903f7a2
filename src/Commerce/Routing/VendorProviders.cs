using Commerce.Generations;
using Commerce.Providers;
using Commerce.Providers.Requests;
using Commerce.Tenancy;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commerce.Routing;

/// <summary>Makes a vendor's side of the engine for one row's order.</summary>
public sealed class VendorProviders(StoreWork work, VendorClients clients, OutputIntake intake, ModelFigures figures, CallbackTokens tokens, IOptions<RoutingOptions> options, TimeProvider time)
{
    /// <param name="services">Of the row's store.</param>
    /// <param name="row">Whose order it is.</param>
    /// <param name="route">To whom it goes.</param>
    /// <param name="request">The order in the vendor's terms.</param>
    /// <param name="write">Writes the choice down.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ProviderException">The vendor is not connected any more.</exception>
    public async Task<VendorProvider> OpenAsync(IServiceProvider services, Generation row, Route route, WorkRequest request, Func<CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var key = await services.GetRequiredService<ProviderKeys>().OpenAsync(route.Vendor, route.OwnKey, cancellationToken)
            ?? throw new ProviderException("provider_missing", $"{Vendor.NameOf(route.Vendor)} is not connected any more.", retryable: true);
        return new VendorProvider(clients.Of(route.Vendor, KindOf(row), key), route, request, row, intake, figures, CallbackOf(route.Vendor, row), write,
            stop => work.RunAsync(row.StoreId, scoped => scoped.GetRequiredService<RouteBook>().TaskAsync(row.Id, row.Attempt, stop)),
            stop => work.RunAsync(row.StoreId, scoped => scoped.GetRequiredService<VendorTurns>().AskAsync(Route.NameOf(route.Vendor, route.OwnKey, row.StoreId), route.Vendor, row.Seed, stop)), time);
    }

    /// <summary>What a vendor makes for a row: the row's result, or a cut-out for what is made here.</summary>
    public static GenerationKind KindOf(Generation row) => ModelName.IsRouted(row.Model) ? row.Kind : GenerationKind.Image;

    private Uri? CallbackOf(string vendor, Generation row) => options.Value.CallbackBase is { } home && CallbackDoor.Verifies(vendor, options.Value)
        ? new Uri(home, $"{CallbackDoor.Address}/{vendor}/{tokens.Of(row.StoreId, row.Id, row.Attempt)}")
        : null;
}
