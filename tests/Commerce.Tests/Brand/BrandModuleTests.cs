using Commerce.Brand;
using Commerce.Brand.Reading;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Commerce.Tests.Brand;

public sealed class BrandModuleTests
{
    [Test]
    public void Binds_the_settings_and_builds_the_reader()
    {
        using var services = Build("http://127.0.0.1:4010");
        Assert.That(services.GetRequiredService<SiteReader>(), Is.Not.Null);
        Assert.That(services.GetRequiredService<IOptions<BrandOptions>>().Value.AllowedPrivateOrigins, Is.EqualTo(new[] { "http://127.0.0.1:4010" }));
    }

    [TestCase("http://127.0.0.1:4010/path"), TestCase("127.0.0.1"), TestCase("http://a:b@127.0.0.1"), TestCase("ftp://127.0.0.1")]
    public void Refuses_a_setting_that_is_not_an_origin(string origin)
    {
        using var services = Build(origin);
        Assert.That(() => services.GetRequiredService<IOptions<BrandOptions>>().Value, Throws.TypeOf<OptionsValidationException>());
    }

    private static ServiceProvider Build(string origin) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection([new("Brand:AllowedPrivateOrigins:0", origin)]).Build())
        .AddBrand()
        .BuildServiceProvider();
}
