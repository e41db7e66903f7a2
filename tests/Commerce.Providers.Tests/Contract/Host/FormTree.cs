using System.Globalization;
using System.Text.Json.Nodes;

namespace Commerce.Providers.Tests.Contract.Host;

/// <summary>Makes a JSON tree of a multipart form, with texts turned into what the schema wants and repeated parts collected.</summary>
internal sealed class FormTree(Spec spec)
{
    public JsonObject Of(IReadOnlyList<(string Name, string Value)> form, JsonNode schema)
    {
        var members = Members(spec.Resolve(schema));
        var tree = new JsonObject();
        foreach (var part in form.GroupBy(part => part.Name.Replace("[]", "", StringComparison.Ordinal)))
        {
            var rules = members.GetValueOrDefault(part.Key);
            var values = part.Select(value => Value(value.Value, rules)).ToArray();
            tree[part.Key] = values.Length > 1 || part.First().Name.EndsWith("[]", StringComparison.Ordinal) || Wants(rules, "array") ? new JsonArray(values) : values[0];
        }
        return tree;
    }

    private Dictionary<string, JsonObject> Members(JsonObject schema) => new[] { schema }
        .Concat((schema["allOf"] as JsonArray ?? []).Select(part => spec.Resolve(part)))
        .SelectMany(part => part["properties"] as JsonObject ?? [])
        .DistinctBy(member => member.Key).ToDictionary(member => member.Key, member => spec.Resolve(member.Value));

    private JsonNode? Value(string text, JsonObject? rules)
    {
        if ((Wants(rules, "integer") || Wants(rules, "number")) && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return JsonValue.Create(number);
        if (Wants(rules, "boolean") && bool.TryParse(text, out var yes)) return JsonValue.Create(yes);
        return JsonValue.Create(text);
    }

    private bool Wants(JsonObject? rules, string type)
    {
        if (rules is null) return false;
        if (rules["type"] is JsonArray several ? several.Any(one => one!.GetValue<string>() == type) : rules["type"]?.GetValue<string>() == type) return !(type == "array" && Wants(rules, "string"));
        return new[] { "anyOf", "oneOf" }.SelectMany(name => rules[name] as JsonArray ?? []).OfType<JsonObject>().Select(spec.Resolve).Any(part => Wants(part, type))
            && !(type == "array" && new[] { "anyOf", "oneOf" }.SelectMany(name => rules[name] as JsonArray ?? []).OfType<JsonObject>().Select(spec.Resolve).Any(part => Wants(part, "string")));
    }
}
