using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Commerce.Providers.Tests.Contract.Host;

/// <summary>A vendor's document: read by Microsoft.OpenApi for paths and parameters, and kept as JSON for its schemas.</summary>
internal sealed class Spec
{
    private readonly OpenApiDocument model;
    private readonly JsonObject document;

    public Spec(JsonObject raw, string? server = null)
    {
        document = (JsonObject)raw.DeepClone();
        Mend(document, document["openapi"]?.GetValue<string>().StartsWith("3.0", StringComparison.Ordinal) == false, "#", "#");
        var paths = document["paths"]!.AsObject();
        foreach (var odd in paths.Select(path => path.Key).Where(path => path.Contains('?', StringComparison.Ordinal)).ToList()) paths.Remove(odd);
        var read = OpenApiDocument.Load(new MemoryStream(Encoding.UTF8.GetBytes(document.ToJsonString())), "json");
        model = read.Document ?? throw new InvalidOperationException(string.Join(" ", read.Diagnostic!.Errors));
        Server = server ?? (Uri.TryCreate(document["servers"]?[0]?["url"]?.GetValue<string>(), UriKind.Absolute, out var url) ? url.AbsolutePath.TrimEnd('/') : "");
        Schema = new Schema(document);
    }

    /// <summary>The path in front of all paths.</summary>
    public string Server { get; }

    public Schema Schema { get; }

    /// <summary>The operation a request is meant for; null when the vendor has none such. Fixed paths win over those with parameters.</summary>
    public Operation? Find(string method, string path)
    {
        if (!path.StartsWith(Server, StringComparison.Ordinal)) return null;
        var parts = path[Server.Length..].Split('/');
        var found = model.Paths.Where(candidate => Matches(candidate.Key.Split('#')[0].Split('/'), parts)).OrderBy(candidate => candidate.Key.Count(letter => letter == '{'));
        foreach (var (template, item) in found)
        {
            foreach (var (verb, operation) in item.Operations ?? [])
            {
                if (string.Equals(verb.Method, method, StringComparison.OrdinalIgnoreCase)) return new Operation(Raw(template, method), [.. item.Parameters ?? [], .. operation.Parameters ?? []], this);
            }
        }
        return null;
    }

    /// <summary>The example of an answer that the vendor gives itself.</summary>
    public JsonNode Example(string method, string path, string status, string media = "application/json") => Find(method, path)!.Example(status, media);

    public JsonObject Resolve(JsonNode? node) => Schema.Resolve(node!.AsObject());

    private JsonObject Raw(string template, string method) => document["paths"]![template]![method.ToLowerInvariant()]!.AsObject();

    private static bool Matches(string[] template, string[] path) => template.Length == path.Length && template.Zip(path).All(pair => Fits(pair.First, pair.Second));

    // A part is a fixed word, a parameter, or a parameter with a word around it, such as {model}:generateContent.
    private static bool Fits(string template, string part)
    {
        if (!template.Contains('{', StringComparison.Ordinal)) return template == part;
        var (start, end) = (template[..template.IndexOf('{', StringComparison.Ordinal)], template[(template.IndexOf('}', StringComparison.Ordinal) + 1)..]);
        return part.Length > start.Length + end.Length && part.StartsWith(start, StringComparison.Ordinal) && part.EndsWith(end, StringComparison.Ordinal);
    }

    // Vendors' documents of version 3.1 hold keywords of 3.0; a boolean nullable means nothing there, a boolean exclusive limit means the limit beside it.
    // A recursive reference of an older draft means the nearest schema around it that is an anchor.
    private static void Mend(JsonNode? node, bool newer, string at, string anchor)
    {
        if (node is JsonArray list) foreach (var (index, item) in list.Index()) Mend(item, newer, $"{at}/{index}", anchor);
        if (node is not JsonObject thing) return;
        if (newer && thing["nullable"] is JsonValue nullable && nullable.GetValueKind() is JsonValueKind.True or JsonValueKind.False) thing.Remove("nullable");
        Exclusive(thing, "exclusiveMinimum", "minimum");
        Exclusive(thing, "exclusiveMaximum", "maximum");
        if (thing["$recursiveAnchor"] is JsonValue) anchor = at;
        if (thing.Remove("$recursiveRef")) thing["$ref"] = anchor;
        foreach (var member in thing.ToList()) Mend(member.Value, newer, $"{at}/{member.Key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal)}", anchor);
    }

    private static void Exclusive(JsonObject thing, string exclusive, string limit)
    {
        if (thing[exclusive] is not JsonValue flag || flag.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)) return;
        thing.Remove(exclusive);
        if (flag.GetValue<bool>() && thing[limit] is { } value) thing[exclusive] = value.DeepClone();
    }
}
