using Commerce.Data;
using Commerce.Providers.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Routing;

/// <summary>The model catalogue as it holds here: what ships, with the days that vendors name, and above all with what the operator knows better.</summary>
public sealed class Models(CommerceContext context)
{
    /// <summary>Every model that is offered, those that were shut down among them.</summary>
    public async Task<IReadOnlyList<ModelEntry>> ReadAsync(CancellationToken cancellationToken)
    {
        var overrides = await context.ModelOverrides.AsNoTracking().ToDictionaryAsync(model => (model.Vendor, model.Model), cancellationToken);
        var days = await context.ModelListings.AsNoTracking().Where(listing => listing.UntilDay != null).ToDictionaryAsync(listing => (listing.Vendor, listing.Model), cancellationToken);
        return overrides.Count == 0 && days.Count == 0
            ? ModelCatalogue.Shipped.Models
            : [.. ModelCatalogue.Shipped.Models
                .Where(model => overrides.GetValueOrDefault((model.Vendor, model.Id)) is not { Offered: false })
                .Select(model => As(model, overrides.GetValueOrDefault((model.Vendor, model.Id)), days.GetValueOrDefault((model.Vendor, model.Id))))];
    }

    /// <summary>A model as it holds here.</summary>
    /// <param name="model">As it ships.</param>
    /// <param name="better">What the operator knows better; null when nothing.</param>
    /// <param name="listed">What the vendor's own list says; null when nothing.</param>
    public static ModelEntry As(ModelEntry model, ModelOverride? better, ModelListing? listed) => better is null && listed?.UntilDay is null ? model : model with
    {
        Prices = better?.Usd is { } usd ? [new ModelPrice(Whole(model), usd)] : model.Prices,
        Quality = better?.Quality ?? model.Quality,
        Speed = better?.Speed ?? model.Speed,
        Until = better?.UntilDay ?? listed?.UntilDay ?? model.Until,
        Successor = better?.Successor ?? model.Successor,
    };

    // The operator's price is for one result, however long it is.
    private static PriceUnit Whole(ModelEntry model) => model.Tasks.Any(task => task.ToString().EndsWith("Video", StringComparison.Ordinal)) ? PriceUnit.Video : PriceUnit.Image;
}
