using System.Text.Json;

namespace Commerce.Brand.Analysis;

internal static class EmbeddedData
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>Reads a file of the folder Lexicons that was built into the assembly.</summary>
    public static T Read<T>(string name)
    {
        var resource = $"Commerce.Brand.Analysis.Lexicons.{name}";
        using var stream = typeof(EmbeddedData).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"{resource} is missing from the assembly.");
        return JsonSerializer.Deserialize<T>(stream, Options) ?? throw new InvalidOperationException($"{resource} is empty.");
    }
}
