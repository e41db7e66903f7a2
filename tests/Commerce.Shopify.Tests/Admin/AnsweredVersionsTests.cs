using Commerce.Shopify.Admin;
using Commerce.Shopify.Shops;
using Commerce.Shopify.Tests.SessionTokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Shopify.Tests.Admin;

/// <summary>Checklist 24: the answered API version compared with the asked one.</summary>
public sealed class AnsweredVersionsTests
{
    private const string Shop = """{"data":{"shop":{"id":"gid://shopify/Shop/1","name":"Garden","myshopifyDomain":"garden.myshopify.com","currencyCode":"EUR","ianaTimezone":"Europe/Berlin","primaryDomain":{"url":"https://garden.example"},"plan":{"publicDisplayName":"Basic","partnerDevelopment":false}}}}""";

    [Test]
    public async Task Item24_Another_version_is_told_once_and_stays_readable()
    {
        using var http = new CannedHttp();
        foreach (var version in new[] { "2026-10", "2027-01", "2027-01", "2027-04" }) http.Answer(Shop, 200, ("X-Shopify-API-Version", version));
        await using var services = Studio.With(http, new TestTime(TokenForge.Now));
        using var warnings = new Warnings();
        services.GetRequiredService<ILoggerFactory>().AddProvider(warnings);
        var versions = services.GetRequiredService<AnsweredVersions>();
        for (var call = 0; call < 4; call++)
        {
            await services.GetRequiredService<ShopReader>().ReadAsync(Studio.Access, default);
            if (call == 0) Assert.That(versions.Others, Is.Empty);
        }

        Assert.That(versions.Others, Is.EqualTo(new[] { "2027-01", "2027-04" }));
        Assert.That(warnings.Texts, Has.Count.EqualTo(2));
        Assert.That(warnings.Texts[0], Does.Contain("2027-01").And.Contain(versions.Asked));
    }

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public List<string> Texts { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Texts.Add(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
