using System.Text.Json;
using AngleSharp.Html.Dom;

namespace Commerce.Brand.Analysis;

/// <summary>What a page says of itself for machines: JSON-LD, microdata and Open Graph.</summary>
public sealed class StructuredFacts
{
    private const int MaximumScripts = 20;
    private const int MaximumScriptLength = 500_000;

    private readonly List<string> siteNames = [];
    private readonly List<string> brands = [];
    private readonly List<string> productNames = [];
    private readonly List<string> reviewTexts = [];

    private StructuredFacts()
    {
    }

    /// <summary>Names of the shop, the surest first.</summary>
    public IReadOnlyList<string> SiteNames => siteNames;

    /// <summary>Makers of the products on the page.</summary>
    public IReadOnlyList<string> Brands => brands;

    public IReadOnlyList<string> ProductNames => productNames;

    /// <summary>Words of customers, which are not the shop's own.</summary>
    public IReadOnlyList<string> ReviewTexts => reviewTexts;

    public static StructuredFacts Of(IHtmlDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var facts = new StructuredFacts();
        facts.Add(facts.siteNames, Meta(document, "meta[property='og:site_name']"));
        foreach (var script in document.QuerySelectorAll("script[type='application/ld+json']").Take(MaximumScripts))
        {
            facts.ReadJson(script.TextContent);
        }

        foreach (var brand in document.QuerySelectorAll("[itemprop='brand']").Take(3))
        {
            facts.Add(facts.brands, (brand.QuerySelector("[itemprop='name']") ?? brand) is var name ? name.GetAttribute("content") ?? name.TextContent : null);
        }

        facts.Add(facts.brands, Meta(document, "meta[property='product:brand'], meta[property='og:brand']"));
        facts.Add(facts.siteNames, Meta(document, "meta[name='application-name'], meta[name='apple-mobile-web-app-title']"));
        return facts;
    }

    private static string? Meta(IHtmlDocument document, string selector) => document.QuerySelector(selector)?.GetAttribute("content");

    private void ReadJson(string json)
    {
        if (json.Length > MaximumScriptLength)
        {
            return;
        }

        try
        {
            using var parsed = JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 40 });
            Walk(parsed.RootElement);
        }
        catch (JsonException)
        {
            // Shops often publish broken JSON-LD; the page's text still speaks.
        }
    }

    private void Walk(JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                Walk(item);
            }
        }

        if (element.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        Take(element);
        foreach (var property in element.EnumerateObject())
        {
            Walk(property.Value);
        }
    }

    private void Take(JsonElement thing)
    {
        var type = TypeOf(thing);
        var name = TextOf(thing, "name");
        if (type is "WebSite" or "Organization" or "OnlineStore" or "Store")
        {
            Add(siteNames, name);
        }

        if (type is "Product" or "ProductGroup")
        {
            Add(productNames, name);
            Add(brands, TextOf(thing, "brand") ?? (thing.TryGetProperty("brand", out var brand) && brand.ValueKind == JsonValueKind.Object ? TextOf(brand, "name") : null));
        }

        if (type == "Review")
        {
            Add(reviewTexts, TextOf(thing, "reviewBody") ?? TextOf(thing, "description"));
        }
    }

    private static string? TypeOf(JsonElement thing) => !thing.TryGetProperty("@type", out var type) ? null : type.ValueKind switch
    {
        JsonValueKind.String => type.GetString(),
        JsonValueKind.Array => type.EnumerateArray().FirstOrDefault(item => item.ValueKind == JsonValueKind.String) is { ValueKind: JsonValueKind.String } first ? first.GetString() : null,
        _ => null,
    };

    private static string? TextOf(JsonElement thing, string property) =>
        thing.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private void Add(List<string> list, string? value)
    {
        var text = value?.Trim();
        if (!string.IsNullOrEmpty(text) && (list == reviewTexts || text.Length < 200) && !list.Contains(text))
        {
            list.Add(text);
        }
    }
}
