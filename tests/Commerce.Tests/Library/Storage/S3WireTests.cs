using System.Text;
using Commerce.Library.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Tests.Library.Storage;

/// <summary>What is sent, for services stricter than the test server: Cloudflare R2 refuses streaming signatures and checksum trailers.</summary>
[Category("Contract")]
public sealed class S3WireTests
{
    private readonly List<(string Method, string Path, Dictionary<string, string> Headers)> requests = [];
    private Func<HttpContext, Task> answer = _ => Task.CompletedTask;
    private WebApplication service = null!;
    private ServiceProvider services = null!;

    private IObjectStore Store => services.GetRequiredService<IObjectStore>();

    [SetUp]
    public async Task Start()
    {
        requests.Clear();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        service = builder.Build();
        service.Urls.Add("http://127.0.0.1:0");
        service.Run(RecordAsync);
        await service.StartAsync();
        services = StorageModuleTests.Services(
            ("Kind", "s3"), ("Endpoint", service.Urls.First()), ("Bucket", "objects"), ("AccessKey", "key"), ("SecretKey", "secret"));
    }

    [TearDown]
    public async Task Stop()
    {
        await services.DisposeAsync();
        await service.DisposeAsync();
    }

    [Test]
    public async Task Signs_the_hash_of_the_whole_body_and_adds_no_trailer()
    {
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("body"));

        await Store.PutAsync("stores/one/a.webp", content, "image/webp", default);

        var (method, path, headers) = requests.Single();
        Assert.That((method, path), Is.EqualTo(("PUT", "/objects/stores/one/a.webp")));
        Assert.That(headers["x-amz-content-sha256"], Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("body"u8))));
        Assert.That(headers["Content-Length"], Is.EqualTo("4"));
        Assert.That(headers["Authorization"], Does.Contain("/auto/s3/aws4_request"));
        Assert.That(headers.Keys.Where(IsStreaming), Is.Empty);
    }

    [Test]
    public async Task Never_mixes_two_versions_of_an_object_in_one_read()
    {
        answer = AnswerOnceThenChangedAsync;
        await using var stored = await Store.OpenAsync("stores/one/a.webp", default);

        stored.Content.Position = 4;
        var fault = await Assert.ThrowsAsync<IOException>(async () => await stored.Content.ReadExactlyAsync(new byte[2]));

        Assert.That(fault!.Message, Does.Contain("was replaced or removed"));
        Assert.That((requests[^1].Headers["Range"], requests[^1].Headers["If-Match"]), Is.EqualTo(("bytes=4-", "\"0123456789abcdef0123456789abcdef\"")));
    }

    [Test]
    public async Task Trouble_with_the_service_is_told_as_trouble_with_files()
    {
        answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return Task.CompletedTask;
        };
        using var content = new MemoryStream(Encoding.UTF8.GetBytes("body"));

        await Assert.ThrowsAsync<IOException>(() => Store.PutAsync("stores/one/a.webp", content, "image/webp", default));
        await Assert.ThrowsAsync<IOException>(() => Store.OpenAsync("stores/one/a.webp", default));
        await Assert.ThrowsAsync<IOException>(() => Store.ExistsAsync("stores/one/a.webp", default));
        await Assert.ThrowsAsync<IOException>(() => Store.DeleteAsync("stores/one/a.webp", default));
        await Assert.ThrowsAsync<IOException>(async () => await Store.ListAsync("stores/", default).GetAsyncEnumerator().MoveNextAsync());
    }

    private static bool IsStreaming(string header) =>
        header.StartsWith("x-amz-checksum", StringComparison.OrdinalIgnoreCase)
        || header.Equals("x-amz-trailer", StringComparison.OrdinalIgnoreCase)
        || header.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase);

    private async Task RecordAsync(HttpContext context)
    {
        requests.Add((context.Request.Method, context.Request.Path, context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)));
        await context.Request.Body.CopyToAsync(Stream.Null);
        await answer(context);
    }

    private static async Task AnswerOnceThenChangedAsync(HttpContext context)
    {
        if (context.Request.Headers.Range.Count > 0)
        {
            context.Response.StatusCode = StatusCodes.Status412PreconditionFailed;
            return;
        }
        context.Response.Headers.ETag = "\"0123456789abcdef0123456789abcdef\"";
        context.Response.ContentLength = 10;
        await context.Response.WriteAsync("0123456789");
    }
}
