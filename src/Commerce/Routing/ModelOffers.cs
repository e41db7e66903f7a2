using Commerce.Generations;
using Commerce.Providers;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;

namespace Commerce.Routing;

/// <summary>Who may be named in a recipe of this store.</summary>
public sealed class ModelOffers(ProviderCatalogue providers, ProviderKeys keys, Models models, TimeProvider time)
{
    public async Task<OfferedModels> ReadAsync(CancellationToken cancellationToken)
    {
        var (today, connected) = (time.Today(), await keys.ConnectedAsync(cancellationToken));
        var living = connected.Count == 0 ? [] : (await models.ReadAsync(cancellationToken)).Where(model => connected.ContainsKey(model.Vendor) && model.Lives(today)).ToList();
        return new OfferedModels(Names(GenerationKind.Image, WorkTask.ImageToImage), Names(GenerationKind.Video, WorkTask.ImageToVideo));

        IReadOnlyList<string> Names(GenerationKind kind, WorkTask task)
        {
            // A picture whose shape cannot be asked for could have any, so such a model is given no order.
            var pinned = living.Where(model => model.Tasks.Contains(task) && (kind is GenerationKind.Video || model.Ratios.Count > 0)).Select(model => ModelName.Of(model.Vendor, model.Id)).ToList();
            return [.. providers.Names(kind), .. pinned.Count > 0 ? [ModelName.Any] : Array.Empty<string>(), .. pinned];
        }
    }
}

/// <summary>Names of those who can make pictures and videos here, as recipes hold them.</summary>
public sealed record OfferedModels(IReadOnlyList<string> Images, IReadOnlyList<string> Videos)
{
    public IReadOnlyList<string> Of(GenerationKind kind) => kind is GenerationKind.Video ? Videos : Images;

    /// <summary>Whether anybody can make that kind of result.</summary>
    public bool Makes(GenerationKind kind) => Of(kind).Count > 0;
}
