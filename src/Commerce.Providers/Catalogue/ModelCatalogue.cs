using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commerce.Providers.Catalogue;

/// <summary>All models, those that were shut down among them.</summary>
public sealed class ModelCatalogue
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true };

    private readonly Dictionary<(string Vendor, string Id), ModelEntry> entries;

    private ModelCatalogue(IReadOnlyList<ModelEntry> models)
    {
        Models = models;
        entries = models.ToDictionary(model => (model.Vendor, model.Id));
    }

    /// <summary>Every model.</summary>
    public IReadOnlyList<ModelEntry> Models { get; }

    /// <summary>The catalogue that ships with the program.</summary>
    public static ModelCatalogue Shipped { get; } = Load();

    /// <summary>Reads a catalogue.</summary>
    /// <exception cref="CatalogueException">When it contradicts itself.</exception>
    public static ModelCatalogue Read(Stream json)
    {
        try
        {
            var models = JsonSerializer.Deserialize<List<ModelEntry>>(json, Json) ?? [];
            var problems = CatalogueCheck.Problems(models);
            return problems.Count == 0 ? new ModelCatalogue(models) : throw new CatalogueException(problems);
        }
        catch (JsonException error)
        {
            throw new CatalogueException([error.Message]);
        }
    }

    /// <summary>A model; null when it is not known.</summary>
    public ModelEntry? Find(string vendor, string id) => entries.GetValueOrDefault((vendor, id));

    /// <summary>A model.</summary>
    /// <exception cref="ArgumentException">When it is not known.</exception>
    public ModelEntry Get(string vendor, string id) => Find(vendor, id) ?? throw new ArgumentException($"The catalogue has no model {id} of {vendor}.", nameof(id));

    /// <summary>The model that takes the place of another; null when there is none.</summary>
    public ModelEntry? SuccessorOf(ModelEntry model) => model.Successor is null ? null : Find(CatalogueCheck.Split(model, model.Successor).Vendor, CatalogueCheck.Split(model, model.Successor).Id);

    /// <summary>Models that are shut down between two days, soonest first.</summary>
    public IEnumerable<ModelEntry> Retiring(DateOnly from, DateOnly to) => Models.Where(model => model.Until >= from && model.Until <= to).OrderBy(model => model.Until);

    private static ModelCatalogue Load()
    {
        using var file = typeof(ModelCatalogue).Assembly.GetManifestResourceStream("models.json")!;
        return Read(file);
    }
}
