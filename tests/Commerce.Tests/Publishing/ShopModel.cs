using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Commerce.Tests.Publishing;

/// <summary>
/// Shopify's galleries in this process, by the rules that publishing meets: attaching appends, one medium per variant, detaching
/// takes it off the variants, moves one after another. Quick enough for a thousand products.
/// </summary>
internal sealed partial class ShopModel : HttpMessageHandler
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Gallery> galleries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Name, string? Alt)> files = new(StringComparer.Ordinal);
    private int ids = 1000;

    /// <summary>Adds a product with pictures and variants, some of which show one.</summary>
    public Gallery Add(string productId, IReadOnlyList<string> alts, IReadOnlyList<int?> variants)
    {
        lock (gate)
        {
            var media = alts.Select(alt => NewFile("own.png", alt)).ToList();
            return galleries[productId] = new Gallery(media, [.. variants.Select((shown, index) => ($"{productId}/variant-{index}".Replace("/Product/", "/ProductVariant/", StringComparison.Ordinal), shown is { } place ? media[place] : null))]);
        }
    }

    public string NewFile(string name, string? alt)
    {
        var id = $"gid://shopify/MediaImage/{Interlocked.Increment(ref ids)}";
        lock (gate)
        {
            files[id] = (name, alt);
        }

        return id;
    }

    public string AltOf(string id) => files[id].Alt ?? "";

    public void Reword(string id, string alt) => files[id] = files[id] with { Alt = alt };

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!;
        var (operation, variables) = (Operation().Match((string)body["query"]!).Groups[1].Value, body["variables"]!.AsObject());
        lock (gate)
        {
            var text = JsonSerializer.Serialize(new { data = Answer(operation, variables), extensions = Free }, JsonSerializerOptions.Web);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(text, System.Text.Encoding.UTF8, "application/json") };
        }
    }

    // A bucket that is never empty: how calls are rationed is another test's business.
    private static readonly object Free = new { cost = new { requestedQueryCost = 1, actualQueryCost = 0, throttleStatus = new { maximumAvailable = 1e6, currentlyAvailable = 1e6, restoreRate = 1e6 } } };

    private object Answer(string operation, JsonObject variables) => operation switch
    {
        "FileUpdate" => Update(variables["files"]![0]!.AsObject()),
        "ProductGallery" => Show(galleries[(string)variables["id"]!]),
        "ProductReorderMedia" => Reorder(galleries[(string)variables["id"]!], variables["moves"]!.AsArray()),
        "VariantDetachMedia" => Change(variables, detach: true),
        "VariantAppendMedia" => Change(variables, detach: false),
        _ => throw new InvalidOperationException($"The model does not know {operation}."),
    };

    private object File(string id) => new
    {
        __typename = "MediaImage", id, alt = files[id].Alt, fileStatus = "READY", fileErrors = Array.Empty<object>(),
        image = new { url = $"http://127.0.0.1:1/{files[id].Name}", width = 10, height = 10 },
    };

    private object Update(JsonObject input)
    {
        var id = (string)input["id"]!;
        foreach (var product in input["referencesToAdd"]?.AsArray() ?? [])
        {
            galleries[(string)product!].Attach(id);
        }

        foreach (var product in input["referencesToRemove"]?.AsArray() ?? [])
        {
            galleries[(string)product!].Detach(id);
        }

        Assert.That(input.Select(pair => pair.Key), Is.SubsetOf(new[] { "id", "referencesToAdd", "referencesToRemove" }), "neither bytes, name nor alt text is ever written over");
        return new { fileUpdate = new { files = new[] { File(id) }, userErrors = Array.Empty<object>() } };
    }

    private object Show(Gallery gallery) => new
    {
        product = new
        {
            media = new
            {
                nodes = gallery.Media.Select(id => new { id, alt = files[id].Alt, status = "READY", mediaContentType = "IMAGE", mediaErrors = Array.Empty<object>() }),
                pageInfo = new { hasNextPage = false, endCursor = (string?)null },
            },
            variants = new
            {
                nodes = gallery.Variants.Select(variant => new { id = variant.Id, title = variant.Id, media = new { nodes = variant.Shown is null ? [] : new[] { new { id = variant.Shown } } } }),
                pageInfo = new { hasNextPage = false, endCursor = (string?)null },
            },
        },
    };

    private static object Reorder(Gallery gallery, JsonArray moves)
    {
        foreach (var move in moves)
        {
            gallery.Move((string)move!["id"]!, int.Parse((string)move["newPosition"]!, System.Globalization.CultureInfo.InvariantCulture));
        }

        return new { productReorderMedia = new { job = new { id = "gid://shopify/Job/1", done = true }, mediaUserErrors = Array.Empty<object>() } };
    }

    private object Change(JsonObject variables, bool detach)
    {
        var gallery = galleries[(string)variables["productId"]!];
        var refused = new List<object>();
        foreach (var pair in variables["variantMedia"]!.AsArray())
        {
            var (variant, medium) = ((string)pair!["variantId"]!, (string)pair["mediaIds"]![0]!);
            var at = gallery.Variants.FindIndex(one => one.Id == variant);
            var allowed = detach ? gallery.Variants[at].Shown == medium : gallery.Variants[at].Shown is null && gallery.Media.Contains(medium);
            if (!allowed)
            {
                refused.Add(new { code = detach ? "MEDIA_IS_NOT_ATTACHED_TO_VARIANT" : "PRODUCT_VARIANT_ALREADY_HAS_MEDIA", field = Array.Empty<string>(), message = "Refused." });
                continue;
            }

            gallery.Variants[at] = (variant, detach ? null : medium);
        }

        var payload = new { productVariants = Array.Empty<object>(), userErrors = refused };
        return detach ? new { productVariantDetachMedia = payload } : new { productVariantAppendMedia = payload };
    }

    [GeneratedRegex(@"^(?:query|mutation) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Operation();

    /// <summary>One product's media in order and what its variants show.</summary>
    internal sealed class Gallery(List<string> media, List<(string Id, string? Shown)> variants)
    {
        public List<string> Media { get; } = media;

        public List<(string Id, string? Shown)> Variants { get; } = variants;

        public void Attach(string id)
        {
            if (!Media.Contains(id))
            {
                Media.Add(id);
            }
        }

        public void Detach(string id)
        {
            Media.Remove(id);
            for (var at = 0; at < Variants.Count; at++)
            {
                Variants[at] = Variants[at].Shown == id ? (Variants[at].Id, null) : Variants[at];
            }
        }

        public void Move(string id, int position)
        {
            if (Media.Remove(id))
            {
                Media.Insert(Math.Min(position, Media.Count), id);
            }
        }
    }
}
