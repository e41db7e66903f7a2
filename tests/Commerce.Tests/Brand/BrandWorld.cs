using Commerce.Brand;
using Commerce.Tests.Brand.Reading;
using Commerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Brand;

/// <summary>The brand services of one store, reading a website that the test wrote.</summary>
public abstract class BrandWorld : CoreFixture
{
    internal TestSite Site { get; private set; } = null!;

    [SetUp]
    public async Task StartSiteAsync()
    {
        Site = await TestSite.StartAsync();
        Site.Html("/", """
            <title>Clay House</title><style>:root { --color-primary: #8f4a2e; --color-background: #fffdfa; --color-text: #2d2622 }</style>
            <h1>Calm bowls for slow rooms</h1><p>We make calm bowls in a quiet workshop by the sea.</p><a href=/pages/about>About</a>
            """);
        Site.Html("/pages/about", """
            <title>About</title><p>Every bowl is thrown by hand in our small workshop.</p><p>We work slowly, because a calm table needs calm hands.</p>
            <p>Each handmade cup is made for people who drink their tea sitting down.</p><p>Our clay is dug an hour from here, and our glazes are mixed by hand.</p>
            """);
    }

    [TearDown]
    public async Task StopSiteAsync() => await Site.DisposeAsync();

    protected Task<T> WithAsync<T>(Guid storeId, Func<BrandProfiles, Task<T>> use) =>
        Work.RunAsync(storeId, scope => use(ActivatorUtilities.CreateInstance<BrandProfiles>(scope)));

    protected Task<T> AskAsync<T>(Guid storeId, Func<BrandReadings, Task<T>> use) => Work.RunAsync(storeId, scope =>
        use(ActivatorUtilities.CreateInstance<BrandReadings>(scope, ActivatorUtilities.CreateInstance<BrandProfiles>(scope), Site.Reader())));

    protected Task<BrandReading> RequestAsync(Guid storeId, string? site = null) =>
        AskAsync(storeId, readings => readings.RequestAsync(site ?? Site.Address.AbsoluteUri, "staff 901", CancellationToken.None));

    /// <summary>Carries out what waits, as one worker would.</summary>
    protected Task WorkAsync(Guid storeId, CancellationToken cancellationToken = default) => Work.RunAsync(storeId, scope =>
        ActivatorUtilities.CreateInstance<BrandReader>(scope, ActivatorUtilities.CreateInstance<BrandProfiles>(scope), Site.Reader()).RunAsync(cancellationToken));

    protected async Task<BrandProfile> CurrentAsync(Guid storeId) => (await WithAsync(storeId, profiles => profiles.CurrentAsync(CancellationToken.None)))!;
}
