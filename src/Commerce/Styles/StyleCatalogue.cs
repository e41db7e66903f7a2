using System.Text.Json;
using System.Text.Json.Serialization;

namespace Commerce.Styles;

/// <summary>The styles on offer, read once from <c>styles.json</c>.</summary>
public static class StyleCatalogue
{
    private static readonly JsonSerializerOptions FileFormat = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    public static IReadOnlyList<Style> All { get; } = Load();

    public static Style? Find(string key) => All.FirstOrDefault(style => style.Key == key);

    private static List<Style> Load()
    {
        using var stream = typeof(StyleCatalogue).Assembly.GetManifestResourceStream("styles.json")!;
        return JsonSerializer.Deserialize<List<Style>>(stream, FileFormat)!;
    }
}
