using System.Text;

namespace Commerce.Benchmarks.Shopify;

/// <summary>Writes the export of a shop that never was, as Shopify writes one: each product with a variant and some pictures.</summary>
internal static class ExportFile
{
    public static async Task WriteAsync(string path, int products, int pictures, CancellationToken ct)
    {
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), bufferSize: 1 << 20);
        for (var number = 1; number <= products; number++)
        {
            ct.ThrowIfCancellationRequested();
            var id = $"gid://shopify/Product/{8_000_000_000 + number}";
            var words = $"Lamp {number % 977} of oak, wool and brass no {number}";
            await file.WriteLineAsync(
                $$"""{"id":"{{id}}","handle":"lamp-{{number}}","title":"{{words}}","descriptionHtml":"<p>{{words}}. Made by hand in a small workshop, sent within two days.</p><ul><li>Solid oak</li><li>Dimmable</li></ul>","vendor":"Vendor {{number % 40}}","productType":"Type {{number % 25}}","status":"ACTIVE","tags":["lamp","season-{{number % 12}}","room-{{number % 9}}"],"createdAt":"2026-01-02T03:04:05Z","updatedAt":"2026-01-02T03:04:05Z","publishedAt":null,"onlineStoreUrl":null}""");
            await file.WriteLineAsync($$"""{"id":"gid://shopify/ProductVariant/{{9_000_000_000 + number}}","title":"Default Title","sku":"L-{{number}}","price":"{{number % 300}}.90","position":1,"inventoryQuantity":3,"__parentId":"{{id}}"}""");
            for (var place = 1; place <= pictures; place++)
            {
                var url = $"https://cdn.shopify.com/s/files/1/0001/0002/0003/files/lamp-{number}-{place}.jpg?v=1767323045";
                await file.WriteLineAsync(
                    $$$"""{"id":"gid://shopify/MediaImage/{{{30_000_000_000 + (number * 10L) + place}}}","alt":"{{{words}}}, view {{{place}}}","status":"READY","mediaContentType":"IMAGE","mediaErrors":[],"preview":{"image":{"url":"{{{url}}}"}},"mimeType":"image/jpeg","image":{"url":"{{{url}}}","width":2048,"height":2048},"__parentId":"{{{id}}}"}""");
            }
        }
    }
}
