using System.Text.Json;

namespace Commerce.Media.Scenes;

/// <summary>The image styles that ship with the product, read from their templates.</summary>
public static class SceneCatalogue
{
    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly Dictionary<string, SceneTemplate> Templates = Read();

    /// <summary>The keys of all image styles.</summary>
    public static IReadOnlyCollection<string> Keys => Templates.Keys;

    /// <summary>A style's template.</summary>
    /// <exception cref="MediaException">Code <c>style-unknown</c>.</exception>
    public static SceneTemplate Find(string key) => Templates.TryGetValue(key, out var template)
        ? template
        : throw new MediaException("style-unknown", $"There is no image style named \"{key}\".");

    private static Dictionary<string, SceneTemplate> Read()
    {
        var assembly = typeof(SceneCatalogue).Assembly;
        var templates = new Dictionary<string, SceneTemplate>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("scenes/", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var template = JsonSerializer.Deserialize<SceneTemplate>(stream, Reading)!;
            templates.Add(template.Key, template);
        }
        return templates;
    }
}
