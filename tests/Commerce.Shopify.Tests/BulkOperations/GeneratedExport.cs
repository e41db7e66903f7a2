using System.Text;

namespace Commerce.Shopify.Tests.BulkOperations;

/// <summary>An export of any size that exists only while it is read: each product with a variant and three pictures.</summary>
internal sealed class GeneratedExport(int products, bool childrenFirst) : Stream
{
    private byte[] current = [];
    private int taken;
    private int next;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (taken == current.Length)
        {
            if (next == products) return 0;
            (current, taken) = (Encoding.UTF8.GetBytes(Of(next++)), 0);
        }

        var part = Math.Min(count, current.Length - taken);
        current.AsSpan(taken, part).CopyTo(buffer.AsSpan(offset));
        taken += part;
        return part;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private string Of(int number)
    {
        var id = $"gid://shopify/Product/{number}";
        var product = $$"""{"id":"{{id}}","handle":"p-{{number}}","title":"Product {{number}}","descriptionHtml":"<p>Wool</p>","vendor":"Fjell","productType":"Lamp","status":"ACTIVE","tags":["a","b"],"updatedAt":"2026-01-02T03:04:05Z"}""";
        var children = Enumerable.Range(1, 3)
            .Select(place => $$$"""{"id":"gid://shopify/MediaImage/{{{number * 4 + place}}}","alt":"view {{{place}}}","status":"READY","mediaContentType":"IMAGE","mediaErrors":[],"image":{"url":"https://cdn.shopify.com/{{{number}}}-{{{place}}}.jpg","width":2048,"height":2048},"__parentId":"{{{id}}}"}""")
            .Prepend($$"""{"id":"gid://shopify/ProductVariant/{{number}}","title":"Default Title","sku":"S-{{number}}","price":"12.50","position":1,"inventoryQuantity":3,"__parentId":"{{id}}"}""");
        return string.Concat((childrenFirst ? children.Append(product) : children.Prepend(product)).Select(line => line + '\n'));
    }
}
