using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Commerce.Providers.Tests.Contract.Host;

/// <summary>Judges values by the JSON schemas of a spec: every keyword that the vendors' request bodies use, and no silent others.</summary>
internal sealed class Schema(JsonObject document)
{
    private static readonly HashSet<string> Silent =
    [
        "title", "description", "default", "example", "examples", "deprecated", "readOnly", "writeOnly", "externalDocs", "xml", "$comment", "format", "discriminator",
        "contentMediaType", "contentEncoding", "nullable", "$id", "$schema", "$defs", "definitions", "enumDeprecated", "$recursiveAnchor",
    ];

    private static readonly HashSet<string> Judged =
    [
        "$ref", "type", "enum", "const", "required", "properties", "additionalProperties", "patternProperties", "propertyNames", "items", "prefixItems", "minItems", "maxItems", "uniqueItems",
        "minLength", "maxLength", "pattern", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minProperties", "maxProperties",
        "allOf", "anyOf", "oneOf", "not", "unevaluatedProperties",
    ];

    /// <summary>What is wrong with a value; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems(JsonNode? value, JsonNode? schema, string at = "body") => schema switch
    {
        null => [],
        JsonValue yes => yes.GetValue<bool>() ? [] : [$"{at} must not be there"],
        JsonObject rules => [.. Apply(value, Resolve(rules), at)],
        _ => [$"{at} has a schema that is none"],
    };

    /// <summary>What of a schema, and of all it refers to, this evaluator could not judge; empty when it compiles.</summary>
    public IReadOnlyList<string> Uncompiled(JsonNode? schema) => [.. Walk(schema, new HashSet<JsonNode>(ReferenceEqualityComparer.Instance)).Distinct()];

    /// <summary>The schema a reference means.</summary>
    public JsonObject Resolve(JsonObject schema)
    {
        if (schema["$ref"]?.GetValue<string>() is not { } reference) return schema;
        JsonNode? target = document;
        foreach (var part in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries)) target = (target as JsonObject)?[Uri.UnescapeDataString(part).Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
        return target is JsonObject found ? Resolve(found) : throw new InvalidOperationException($"{reference} leads nowhere.");
    }

    private IEnumerable<string> Apply(JsonNode? value, JsonObject rules, string at)
    {
        if (value is null && rules["nullable"] is JsonValue nullable && nullable.GetValue<bool>()) return [];
        if (rules["type"] is { } type && !Types(type).Any(name => Is(value, name))) return [$"{at} is not {type.ToJsonString()}"];
        return [.. Same(value, rules, at), .. Combined(value, rules, at), .. ByKind(value, rules, at)];
    }

    private IEnumerable<string> ByKind(JsonNode? value, JsonObject rules, string at) => value switch
    {
        JsonObject thing => new ObjectRules(this, rules, at).Problems(thing),
        JsonArray list => Array(list, rules, at),
        JsonValue when value.GetValueKind() == JsonValueKind.String => Text(value.GetValue<string>(), rules, at),
        JsonValue when value.GetValueKind() == JsonValueKind.Number => Number(decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture), rules, at),
        _ => [],
    };

    private static IEnumerable<string> Same(JsonNode? value, JsonObject rules, string at)
    {
        if (rules["enum"] is JsonArray choices && !choices.Any(choice => JsonNode.DeepEquals(choice, value))) yield return $"{at} is {value?.ToJsonString() ?? "null"}, which is no choice";
        if (rules.TryGetPropertyValue("const", out var only) && !JsonNode.DeepEquals(only, value)) yield return $"{at} must be {only?.ToJsonString()}";
    }

    private IEnumerable<string> Combined(JsonNode? value, JsonObject rules, string at)
    {
        foreach (var part in Parts(rules, "allOf").SelectMany(part => Problems(value, part, at))) yield return part;
        if (rules["anyOf"] is JsonArray any && any.All(part => Problems(value, part, at).Count > 0)) yield return $"{at} fits none: {string.Join(" | ", any.SelectMany(part => Problems(value, part, at)).Take(6))}";
        if (rules["oneOf"] is JsonArray one && one.Count(part => Problems(value, part, at).Count == 0) is var fits and not 1) yield return $"{at} fits {fits} instead of one: {string.Join(" | ", one.SelectMany(part => Problems(value, part, at)).Take(6))}";
        if (rules["not"] is { } not && Problems(value, not, at).Count == 0) yield return $"{at} is what it must not be";
    }

    private IEnumerable<string> Array(JsonArray list, JsonObject rules, string at)
    {
        if (list.Count < (Count(rules, "minItems") ?? 0)) yield return $"{at} has too few items";
        if (list.Count > (Count(rules, "maxItems") ?? int.MaxValue)) yield return $"{at} has too many items";
        if (rules["uniqueItems"] is JsonValue unique && unique.GetValue<bool>() && list.Select(item => item?.ToJsonString()).Distinct().Count() < list.Count) yield return $"{at} has an item twice";
        var first = rules["prefixItems"] as JsonArray ?? [];
        for (var index = 0; index < list.Count; index++)
        {
            foreach (var problem in Problems(list[index], index < first.Count ? first[index] : rules["items"], $"{at}[{index}]")) yield return problem;
        }
    }

    private static IEnumerable<string> Text(string text, JsonObject rules, string at)
    {
        var length = new StringInfo(text).LengthInTextElements;
        if (length < (Count(rules, "minLength") ?? 0) || length > (Count(rules, "maxLength") ?? int.MaxValue)) yield return $"{at} has the wrong length";
        if (rules["pattern"]?.GetValue<string>() is { } pattern && !Regex.IsMatch(text, pattern, RegexOptions.ECMAScript)) yield return $"{at} does not look like {pattern}";
    }

    private static IEnumerable<string> Number(decimal number, JsonObject rules, string at)
    {
        if (number < Limit(rules, "minimum") || number > Limit(rules, "maximum") || number <= Limit(rules, "exclusiveMinimum") || number >= Limit(rules, "exclusiveMaximum")) yield return $"{at} is out of range";
        if (Limit(rules, "multipleOf") is { } step && number % step != 0) yield return $"{at} is no multiple of {step}";
    }

    private IEnumerable<string> Walk(JsonNode? schema, HashSet<JsonNode> seen)
    {
        if (schema is not JsonObject rules || !seen.Add(rules)) return [];
        if (rules["$ref"] is not null)
        {
            try
            {
                return Walk(Resolve(rules), seen);
            }
            catch (InvalidOperationException error)
            {
                return [error.Message];
            }
        }
        return [.. Odd(rules), .. Inner(rules).SelectMany(inner => Walk(inner, seen))];
    }

    private static IEnumerable<string> Odd(JsonObject rules)
    {
        foreach (var name in rules.Select(rule => rule.Key).Where(name => !Judged.Contains(name) && !Silent.Contains(name) && !name.StartsWith("x-", StringComparison.Ordinal))) yield return $"the keyword {name} is not judged";
        if (rules["type"] is { } type && Types(type).Any(name => name is not ("object" or "array" or "string" or "number" or "integer" or "boolean" or "null"))) yield return $"the type {type.ToJsonString()} is none";
        if (rules["pattern"]?.GetValue<string>() is { } pattern && !Compiles(pattern)) yield return $"the pattern {pattern} does not compile";
    }

    private static IEnumerable<JsonNode?> Inner(JsonObject rules)
    {
        foreach (var list in new[] { "allOf", "anyOf", "oneOf", "prefixItems" }.SelectMany(name => Parts(rules, name))) yield return list;
        foreach (var one in new[] { "items", "not", "additionalProperties", "propertyNames" }) yield return rules[one];
        foreach (var member in (rules["properties"] as JsonObject ?? []).Concat(rules["patternProperties"] as JsonObject ?? [])) yield return member.Value;
    }

    private static bool Compiles(string pattern)
    {
        try
        {
            return Regex.IsMatch("", pattern, RegexOptions.ECMAScript) || true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool Is(JsonNode? value, string type) => type switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => value?.GetValueKind() == JsonValueKind.String,
        "boolean" => value?.GetValueKind() is JsonValueKind.True or JsonValueKind.False,
        "number" => value?.GetValueKind() == JsonValueKind.Number,
        "integer" => value?.GetValueKind() == JsonValueKind.Number && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number == decimal.Truncate(number),
        _ => false,
    };

    private static IEnumerable<string> Types(JsonNode type) => type is JsonArray several ? several.Select(one => one!.GetValue<string>()) : [type.GetValue<string>()];

    private static IEnumerable<JsonNode?> Parts(JsonObject rules, string name) => rules[name] as JsonArray ?? Enumerable.Empty<JsonNode?>();

    internal static int? Count(JsonObject rules, string name) => Limit(rules, name) is { } limit ? (int)Math.Min(limit, int.MaxValue) : null;

    private static decimal? Limit(JsonObject rules, string name) =>
        rules[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? (decimal)Math.Clamp(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture), -1e27, 1e27) : null;
}
