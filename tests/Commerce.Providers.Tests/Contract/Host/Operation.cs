using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace Commerce.Providers.Tests.Contract.Host;

/// <summary>One operation of a spec: judges requests meant for it.</summary>
internal sealed class Operation(JsonObject raw, IReadOnlyList<IOpenApiParameter> parameters, Spec spec)
{
    /// <summary>What of its request schema cannot be judged; empty when it compiles.</summary>
    public IReadOnlyList<string> Uncompiled(string media) => Body(media) is { } schema ? spec.Schema.Uncompiled(schema) : [];

    /// <summary>What is wrong with a request; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems(Received request) =>
        [.. Missing(request), .. Unknown(request), .. request.Media is null ? NoBody() : WithBody(request)];

    /// <summary>The example of an answer that the vendor gives itself.</summary>
    public JsonNode Example(string status, string media)
    {
        var content = spec.Resolve(raw["responses"]![status])["content"]![media]!;
        var example = content["example"] ?? (content["examples"] as JsonObject)?.First().Value!["value"] ?? Nested(content["schema"]);
        return example?.DeepClone() ?? throw new InvalidOperationException("The vendor gives no example.");
    }

    private JsonNode? Nested(JsonNode? schema)
    {
        if (schema is null) return null;
        var rules = spec.Resolve(schema);
        return rules["example"] ?? (rules["examples"] as JsonArray)?[0];
    }

    private IEnumerable<string> Missing(Received request)
    {
        foreach (var parameter in parameters.Where(parameter => parameter.Required))
        {
            if (parameter.In == ParameterLocation.Header && !request.Headers.ContainsKey(parameter.Name!)) yield return $"the header {parameter.Name} is missing";
            if (parameter.In == ParameterLocation.Query && !request.Query.ContainsKey(parameter.Name!)) yield return $"the query {parameter.Name} is missing";
        }
    }

    private IEnumerable<string> Unknown(Received request)
    {
        var known = parameters.Where(parameter => parameter.In == ParameterLocation.Query).Select(parameter => parameter.Name).ToList();
        foreach (var name in request.Query.Keys.Where(name => !known.Contains(name) && !known.Contains(name + "[]"))) yield return $"the query {name} is not known";
        foreach (var parameter in (raw["parameters"] as JsonArray ?? []).Select(spec.Resolve))
        {
            var name = parameter["name"]!.GetValue<string>();
            var value = parameter["in"]!.GetValue<string>() switch { "query" => request.Query.GetValueOrDefault(name), "header" => request.Headers.GetValueOrDefault(name), _ => null };
            if (value is null || parameter["schema"] is not { } schema) continue;
            if (spec.Schema.Problems(JsonValue.Create(value), schema, name).Count > 0 && spec.Schema.Problems(Plain(value), schema, name) is { Count: > 0 } problems) yield return string.Join("; ", problems);
        }
    }

    private IEnumerable<string> NoBody()
    {
        if (raw["requestBody"] is { } body && spec.Resolve(body)["required"]?.GetValue<bool>() == true) yield return "the body is missing";
    }

    private IReadOnlyList<string> WithBody(Received request)
    {
        if (Body(request.Media!) is not { } schema) return [$"a body of {request.Media} is not taken"];
        return [.. spec.Schema.Uncompiled(schema), .. spec.Schema.Problems(request.Media == "application/json" ? request.Json : new FormTree(spec).Of(request.Form, schema), schema)];
    }

    private JsonNode? Body(string media) => raw["requestBody"] is { } body ? spec.Resolve(body)["content"]?[media]?["schema"] : null;

    private static JsonNode? Plain(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }
}
