using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Commerce.Providers.Tests.Contract.Host;

/// <summary>The keywords that judge objects.</summary>
internal sealed class ObjectRules(Schema schema, JsonObject rules, string at)
{
    public IEnumerable<string> Problems(JsonObject thing)
    {
        foreach (var name in (rules["required"] as JsonArray ?? []).Select(name => name!.GetValue<string>()).Where(name => !thing.ContainsKey(name))) yield return $"{at}.{name} is missing";
        if (thing.Count < (Schema.Count(rules, "minProperties") ?? 0) || thing.Count > (Schema.Count(rules, "maxProperties") ?? int.MaxValue)) yield return $"{at} has the wrong number of members";
        foreach (var problem in thing.SelectMany(member => Member(member.Key, member.Value))) yield return problem;
        if (Closed()) foreach (var name in thing.Select(member => member.Key).Where(name => !Known(name, rules))) yield return $"{at}.{name} is not known";
    }

    private IEnumerable<string> Member(string name, JsonNode? value)
    {
        var inner = $"{at}.{name}";
        foreach (var problem in schema.Problems(JsonValue.Create(name), rules["propertyNames"], inner)) yield return problem;
        var named = (rules["properties"] as JsonObject)?[name];
        var matched = (rules["patternProperties"] as JsonObject ?? []).Where(pattern => Regex.IsMatch(name, pattern.Key, RegexOptions.ECMAScript)).ToList();
        foreach (var problem in schema.Problems(value, named, inner).Concat(matched.SelectMany(pattern => schema.Problems(value, pattern.Value, inner)))) yield return problem;
        if (named is null && matched.Count == 0 && rules["additionalProperties"] is { } others) foreach (var problem in schema.Problems(value, others, inner)) yield return problem;
    }

    private bool Closed() => rules["unevaluatedProperties"] is JsonValue closed && closed.GetValueKind() == System.Text.Json.JsonValueKind.False;

    // Members that a part of the schema names; parts that do not apply name theirs too, which is lenient and never wrong about a good request.
    private bool Known(string name, JsonObject from) =>
        (from["properties"] as JsonObject)?.ContainsKey(name) == true
        || new[] { "allOf", "anyOf", "oneOf" }.SelectMany(part => from[part] as JsonArray ?? []).OfType<JsonObject>().Any(part => Known(name, schema.Resolve(part)));
}
