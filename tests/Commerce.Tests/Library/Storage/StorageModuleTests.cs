using Commerce.Library.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commerce.Tests.Library.Storage;

public sealed class StorageModuleTests
{
    [Test]
    public async Task Chooses_the_folder_unless_told_otherwise()
    {
        using var folder = new TemporaryFolder();
        await using var services = Services(("Folder", folder.Path));

        services.GetRequiredService<IStartupValidator>().Validate();

        Assert.That(services.GetRequiredService<IObjectStore>(), Is.InstanceOf<LocalObjectStore>());
    }

    [Test]
    public async Task Chooses_the_service_when_told()
    {
        await using var services = Services(("Kind", "S3"), ("Endpoint", "https://storage.example"), ("Bucket", "b"), ("AccessKey", "a"), ("SecretKey", "s"));

        services.GetRequiredService<IStartupValidator>().Validate();

        Assert.That(services.GetRequiredService<IObjectStore>(), Is.InstanceOf<S3ObjectStore>());
    }

    [TestCase("Storage:Folder is empty")]
    [TestCase("Storage:Kind is 'tape'", "Kind", "tape")]
    [TestCase("Storage:Endpoint is not a web address", "Kind", "s3", "Endpoint", "ftp://storage.example")]
    [TestCase("Storage:Bucket is empty", "Kind", "s3")]
    [TestCase("Storage:AccessKey is empty", "Kind", "s3")]
    [TestCase("Storage:SecretKey is empty", "Kind", "s3", "AccessKey", "a")]
    public async Task Stops_the_start_with_words(string words, params string[] settings)
    {
        await using var services = Services([.. settings.Chunk(2).Select(pair => (pair[0], pair[1]))]);

        var fault = Assert.Throws<OptionsValidationException>(services.GetRequiredService<IStartupValidator>().Validate);

        Assert.That(fault!.Message, Does.Contain(words));
    }

    internal static ServiceProvider Services(params (string Key, string Value)[] settings)
    {
        var values = settings.Select(setting => KeyValuePair.Create("Storage:" + setting.Key, (string?)setting.Value));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values).Build();
        return new ServiceCollection().AddStorage(configuration).BuildServiceProvider();
    }
}
