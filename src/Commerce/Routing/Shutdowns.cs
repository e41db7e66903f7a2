using Commerce.Batches;
using Commerce.Providers;
using Commerce.Providers.Catalogue;
using Commerce.Styles;

namespace Commerce.Routing;

/// <summary>Finds what recipes name that ends soon.</summary>
public sealed class Shutdowns(Models models, ModelOffers offers, TimeProvider time)
{
    private static readonly GenerationKind[] Kinds = [GenerationKind.Image, GenerationKind.Video];

    /// <summary>The models that end within <see cref="Shutdown.Early"/> days or have ended, by their names in recipes.</summary>
    public async Task<IReadOnlyDictionary<string, ModelEntry>> EndingAsync(CancellationToken cancellationToken)
    {
        var before = time.Today().AddDays(Shutdown.Early);
        return (await models.ReadAsync(cancellationToken)).Where(model => model.Until <= before).ToDictionary(model => ModelName.Of(model.Vendor, model.Id));
    }

    /// <summary>What of this ends, for a recipe of the store in scope.</summary>
    public async Task<IReadOnlyList<Shutdown>> OfAsync(RecipeContent content, CancellationToken cancellationToken) => (await OfAllAsync([content], cancellationToken))[0];

    /// <summary>The same for several recipes, in their order.</summary>
    public async Task<IReadOnlyList<IReadOnlyList<Shutdown>>> OfAllAsync(IReadOnlyList<RecipeContent> contents, CancellationToken cancellationToken)
    {
        var ending = contents.Any(content => Named(content).Any()) ? await EndingAsync(cancellationToken) : new Dictionary<string, ModelEntry>();
        var offered = ending.Count > 0 ? await offers.ReadAsync(cancellationToken) : new OfferedModels([], []);
        return [.. contents.Select(content => (IReadOnlyList<Shutdown>)[.. Named(content).Where(one => ending.ContainsKey(one.Name)).Select(one => Of(one.Kind, one.Name, ending[one.Name], offered))])];
    }

    /// <summary>The models a recipe names for what it makes.</summary>
    public static IEnumerable<(GenerationKind Kind, string Name)> Named(RecipeContent content) =>
        from kind in Kinds
        let name = content.ModelOf(kind)
        where ModelName.Pinned(name) is not null && content.Styles.Any(wanted => StyleCatalogue.Find(wanted.Style) is { } style && style.Kind == kind && content.ModelOf(style) == name)
        select (kind, name);

    private Shutdown Of(GenerationKind kind, string name, ModelEntry model, OfferedModels offered)
    {
        var successor = ModelCatalogue.Shipped.SuccessorOf(model) is { } next ? ModelName.Of(next.Vendor, next.Id) : null;
        var instead = new[] { successor, ModelName.Any }.FirstOrDefault(other => other is not null && offered.Of(kind).Contains(other));
        return new Shutdown(kind, name, model.Until!.Value, model.Until.Value.DayNumber - time.Today().DayNumber, successor, instead);
    }
}
