using System.Net;
using System.Text;
using Commerce.Shopify.Admin;
using Commerce.Shopify.BulkOperations;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Shopify.Tests.BulkOperations;

public sealed class BulkResultsTests
{
    private const string Address = "https://storage.example.com/result?Signature=not-a-real-one";
    private const string First = "{\"id\":1}\n";
    private const string Second = "{\"id\":2}\n";

    [Test]
    public async Task Reading_on_asks_for_the_rest_only()
    {
        var storage = new Storage(request => request.Headers.Range is { } range ? Answer(Second, HttpStatusCode.PartialContent, range.ToString()) : Answer(First + Second));
        Assert.That(await ReadAsync(storage, 0), Is.EqualTo(new[] { "{\"id\":1}", "{\"id\":2}" }));
        Assert.That(await ReadAsync(storage, First.Length), Is.EqualTo(new[] { "{\"id\":2}" }));
        Assert.That(storage.Ranges, Is.EqualTo(new[] { null, $"bytes={First.Length}-" }));
    }

    [Test]
    public async Task Storage_that_knows_no_ranges_is_read_past_what_is_there() =>
        Assert.That(await ReadAsync(new Storage(_ => Answer(First + Second)), First.Length), Is.EqualTo(new[] { "{\"id\":2}" }));

    [Test]
    public async Task Nothing_lies_behind_the_last_byte() =>
        Assert.That(await ReadAsync(new Storage(_ => Answer("", HttpStatusCode.RequestedRangeNotSatisfiable)), 18), Is.Empty);

    [Test]
    public async Task The_access_token_never_reaches_the_storage()
    {
        var storage = new Storage(_ => Answer(First));
        await ReadAsync(storage, 0);
        Assert.That(storage.Headers, Has.None.Contains("Shopify").And.None.Contains("Authorization"));
    }

    [Test]
    public async Task A_cut_gives_the_whole_lines_before_it_and_can_be_repeated()
    {
        var seen = new List<string>();
        var error = await Assert.ThrowsAsync<ShopifyException>(() => ReadAsync(new Storage(_ => Broken(First + "{\"id\"")), 0, seen));
        Assert.That((seen.Single(), error!.Kind), Is.EqualTo(("{\"id\":1}", ShopifyErrorKind.Transient)));
    }

    [TestCase(403, ShopifyErrorKind.NotFound)]
    [TestCase(410, ShopifyErrorKind.NotFound)]
    [TestCase(503, ShopifyErrorKind.Transient)]
    [TestCase(302, ShopifyErrorKind.Refused)]
    public async Task A_refusal_says_what_to_do_and_hides_the_address(int status, ShopifyErrorKind kind)
    {
        var error = await Assert.ThrowsAsync<ShopifyException>(() => ReadAsync(new Storage(_ => Answer("", (HttpStatusCode)status)), 0));
        Assert.That(error!.Kind, Is.EqualTo(kind));
        Assert.That(error.ToString(), Does.Not.Contain("Signature").And.Not.Contain("storage.example.com"));
    }

    [TestCase("http://storage.example.com/result")]
    [TestCase("http://127.0.0.1:9/result")]
    [TestCase("file:///etc/passwd")]
    [TestCase("result")]
    public async Task Only_an_https_address_is_fetched(string address)
    {
        var error = await Assert.ThrowsAsync<ShopifyException>(() => ReadAsync(new Storage(_ => throw new AssertionException("Nothing may be asked.")), 0, address: address));
        Assert.That(error!.Kind, Is.EqualTo(ShopifyErrorKind.Malformed));
    }

    private static async Task<List<string>> ReadAsync(Storage storage, long offset, List<string>? seen = null, string address = Address)
    {
        await using var services = Studio.With(storage);
        var operation = new BulkOperation("gid://shopify/BulkOperation/1", BulkStatus.Completed, null, 2, 2, null, address, null, default);
        seen ??= [];
        await foreach (var line in services.GetRequiredService<BulkResults>().LinesAsync(operation, offset, default)) seen.Add(Encoding.UTF8.GetString(line.Content.Span));
        return seen;
    }

    private static HttpResponseMessage Answer(string body, HttpStatusCode status = HttpStatusCode.OK, string? range = null) =>
        new(status) { Content = new StringContent(body), ReasonPhrase = range };

    private static HttpResponseMessage Broken(string body) => new(HttpStatusCode.OK) { Content = new StreamContent(new Breaking(Encoding.UTF8.GetBytes(body))) };

    private sealed class Storage(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public List<string?> Ranges { get; } = [];

        public List<string> Headers { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Ranges.Add(request.Headers.Range?.ToString());
            Headers.AddRange(request.Headers.Select(header => header.Key));
            return Task.FromResult(answer(request));
        }
    }

    /// <summary>Breaks where another stream ends.</summary>
    private sealed class Breaking(byte[] content) : MemoryStream(content)
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await base.ReadAsync(buffer, cancellationToken);
            return read > 0 ? read : throw new IOException("The response ended prematurely.");
        }
    }
}
