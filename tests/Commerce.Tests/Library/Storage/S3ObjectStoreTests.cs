using Commerce.Library.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Library.Storage;

[Category("Contract")]
public sealed class S3ObjectStoreTests : ObjectStoreContract
{
    private S3Server server = null!;
    private ServiceProvider services = null!;

    protected override IObjectStore Store => services.GetRequiredService<IObjectStore>();

    [OneTimeSetUp]
    public async Task Start()
    {
        server = await S3Server.StartAsync();
        services = StorageModuleTests.Services(
            ("Kind", "s3"), ("Endpoint", server.Url), ("Bucket", S3Server.Bucket), ("AccessKey", S3Server.Credential), ("SecretKey", S3Server.Credential));
    }

    [OneTimeTearDown]
    public void Stop()
    {
        services?.Dispose();
        server?.Dispose();
    }

    [SetUp]
    public async Task Empty()
    {
        foreach (var key in await KeysAsync(""))
            await Store.DeleteAsync(key, default);
    }

    [Test]
    public async Task Is_refused_with_an_unknown_access_key()
    {
        await using var stranger = StorageModuleTests.Services(
            ("Kind", "s3"), ("Endpoint", server.Url), ("Bucket", S3Server.Bucket), ("AccessKey", "unknown"), ("SecretKey", "unknown"));

        var refused = await Assert.ThrowsAsync<IOException>(() => stranger.GetRequiredService<IObjectStore>().OpenAsync("stores/one/a.webp", default));
        Assert.That(refused!.InnerException!.Message, Does.Contain("Access Key"), "the log says why");
    }

    [Test]
    public async Task Lists_more_keys_than_one_answer_holds()
    {
        for (var number = 0; number < 1_005; number++)
            await PutAsync($"many/{number:d4}", "");

        Assert.That(await KeysAsync("many/"), Has.Count.EqualTo(1_005).And.Unique);
    }
}
