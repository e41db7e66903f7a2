using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Commerce.Generations;
using Commerce.Routing;
using Commerce.Web.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Web.Tests.Settings;

/// <summary>Vendors connected, tested, limited and taken away by a store; a key goes in and never comes out.</summary>
public sealed class ProvidersPageTests : TwoStoresFixture
{
    private const string Address = "/settings/providers";
    private const string Key = "good-key-of-fern-and-field-4711";
    private const string WrongKey = "wrong-key-of-fern-and-field-0815";

    private readonly Captured log = new();

    protected override Dictionary<string, string> Settings => new() { ["Providers:Vendors:google:Key"] = "key-of-the-installation-itself" };

    protected override void AddServices(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(log);

    [SetUp]
    public void VendorsAnswer() => Outside.Answer = (request, _) => Task.FromResult<HttpResponseMessage?>(Answer(request));

    [TearDown]
    public async Task NothingToldAKeyAsync()
    {
        var page = await Client.GetStringAsync(Address);
        foreach (var secret in new[] { Key, WrongKey, "key-of-the-installation-itself" })
        {
            Assert.That(page, Does.Not.Contain(secret));
            Assert.That(log.Lines, Has.None.Contains(secret));
        }
    }

    [Test]
    public async Task Every_vendor_stands_with_what_it_makes_and_how_it_is_connected()
    {
        var page = WebUtility.HtmlDecode(await Client.GetStringAsync(Address));
        Assert.That(page, Does.Contain("Connected with the app's key").And.Contain("Not connected").And.Not.Contain("No AI provider is connected"));
        foreach (var vendor in Vendor.All)
        {
            Assert.That(page, Does.Contain($"id=\"provider-{vendor.Key}\"").And.Contain(vendor.Name));
        }
    }

    [Test]
    public async Task A_key_is_kept_sealed_once_its_vendor_took_it_and_belongs_to_its_store_alone()
    {
        var saved = await PostAsync($"{Address}?handler=Key", ("vendor", "kie"), ("key", $"  {Key} "));
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        var row = await ReadAsync(StoreA, context => context.ProviderKeys.AsNoTracking().SingleAsync(key => key.Vendor == "kie"));
        Assert.That((row.AddedBy, row.CheckedAt, row.Failure), Is.EqualTo(("staff 901", (DateTimeOffset?)Clock.GetUtcNow(), "")));
        Assert.That(Encoding.UTF8.GetString(row.Sealed), Does.Not.Contain("fern"));
        var opened = await Work.RunAsync(StoreA.Id, services => services.GetRequiredService<ProviderKeys>().OpenAsync("kie", own: true, CancellationToken.None));
        Assert.That(opened!.Keep($"the key is {Key}"), Is.EqualTo("the key is [key]"));
        Assert.That(WebUtility.HtmlDecode(await Client.GetStringAsync(Address)), Does.Contain("Connected with your key").And.Contain("Added by staff 901").And.Contain("kie.ai accepts the key."));
        Assert.That(await Theirs.GetStringAsync(Address), Does.Not.Contain("Connected with your key"));

        Assert.That((await PostAsync($"{Address}?handler=Remove", ("vendor", "kie"))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(await ReadAsync(StoreA, context => context.ProviderKeys.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task A_key_that_the_vendor_refuses_is_said_in_words_and_not_kept()
    {
        var refused = await PostAsync($"{Address}?handler=Key", ("vendor", "runway"), ("key", WrongKey));
        var words = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(words, Does.Contain("Runway does not accept this key, so it was not kept").And.Not.Contain(WrongKey));
        Assert.That(await ReadAsync(StoreA, context => context.ProviderKeys.AnyAsync(key => key.Vendor == "runway")), Is.False);
    }

    [TestCase("")]
    [TestCase("short")]
    [TestCase("two words are no key")]
    [TestCase("a key\nof two lines")]
    [TestCase("schlüssel-mit-umlaut")]
    public async Task What_cannot_be_a_key_is_refused_without_asking_anybody(string key)
    {
        Outside.Reset();
        var refused = await PostAsync($"{Address}?handler=Key", ("vendor", "openai"), ("key", key));
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(await refused.Content.ReadAsStringAsync(), Does.Contain("That is not a key"));
    }

    [Test]
    public async Task A_test_says_what_the_vendor_said_and_keeps_it()
    {
        Outside.Answer = (_, _) => Task.FromResult<HttpResponseMessage?>(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
        await PostAsync($"{Address}?handler=Key", ("vendor", "openai"), ("key", Key));
        Assert.That(WebUtility.HtmlDecode(await Client.GetStringAsync(Address)), Does.Contain("OpenAI does not answer just now"), "it is kept all the same");

        Outside.Answer = (_, _) => Task.FromResult<HttpResponseMessage?>(Json(HttpStatusCode.Unauthorized, $$$"""{"error":{"message":"Incorrect API key provided: {{{Key}}}.","code":"invalid_api_key"}}"""));
        var bad = await PostAsync($"{Address}?handler=Test", ("vendor", "openai"));
        Assert.That(await bad.Content.ReadAsStringAsync(), Does.Contain("OpenAI does not accept the key").And.Contain("Your key does not work").And.Not.Contain(Key));
        Assert.That(await ReadAsync(StoreA, context => context.ProviderKeys.Where(key => key.Vendor == "openai").Select(key => key.Failure).SingleAsync()), Is.EqualTo(KeyChecks.Wrong));

        VendorsAnswer();
        Assert.That((await PostAsync($"{Address}?handler=Test", ("vendor", "openai"))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That((await PostAsync($"{Address}?handler=Test", ("vendor", "google"))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), "with the app's key");
        Assert.That((await PostAsync($"{Address}?handler=Test", ("vendor", "fal"))).StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity), "nothing is connected");
    }

    [Test]
    public async Task A_vendor_is_asked_so_often_in_a_minute_for_a_store_and_then_no_more_and_the_page_says_so()
    {
        await PostAsync($"{Address}?handler=Key", ("vendor", "replicate"), ("key", Key));
        for (var more = 1; more < KeyChecks.Most; more++)
        {
            Assert.That((await PostAsync($"{Address}?handler=Test", ("vendor", "replicate"))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        }

        var asked = 0;
        Outside.Answer = (request, _) =>
        {
            asked++;
            return Task.FromResult<HttpResponseMessage?>(Answer(request));
        };
        var tested = await PostAsync($"{Address}?handler=Test", ("vendor", "replicate"));
        Assert.That(tested.StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        Assert.That(WebUtility.HtmlDecode(await tested.Content.ReadAsStringAsync()), Does.Contain("Replicate was asked 3 times within a minute, so it was not asked again."));
        var replaced = await PostAsync($"{Address}?handler=Key", ("vendor", "replicate"), ("key", WrongKey));
        Assert.That(WebUtility.HtmlDecode(await replaced.Content.ReadAsStringAsync()), Does.Contain("so it was not asked again"), "a guess at keys is held up as well");
        Assert.That(asked, Is.Zero);
        Assert.That(await ReadAsync(StoreA, context => context.ProviderKeys.Where(key => key.Vendor == "replicate").Select(key => key.Failure).SingleAsync()), Is.Empty, "what the vendor said before stands");
        Assert.That((await SendAsync(Theirs, $"{Address}?handler=Test", ("vendor", "google"))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther), "another store, another vendor");
    }

    [Test]
    public async Task A_key_that_orders_were_refused_with_is_told_beside_its_vendor_to_its_store_alone()
    {
        var circuits = Services.GetRequiredService<ProviderCircuits>();
        await PostAsync($"{Address}?handler=Key", ("vendor", "kling"), ("key", Key));
        await circuits.KeyRefusedAsync(Route.NameOf("kling", ownKey: true, StoreA.Id), CancellationToken.None);
        await circuits.KeyRefusedAsync("google", CancellationToken.None);
        var (ours, theirs) = (WebUtility.HtmlDecode(await Client.GetStringAsync(Address)), WebUtility.HtmlDecode(await Theirs.GetStringAsync(Address)));
        Assert.That(ours, Does.Contain("Kling refused an order because of the key. Replace it").And.Contain("Your key does not work"));
        Assert.That(theirs, Does.Not.Contain("Kling refused").And.Contain("Google Gemini refused an order because of the app's key").And.Contain("The app's key is not accepted"));

        Assert.That((await SendAsync(Theirs, $"{Address}?handler=Test", ("vendor", "google"))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        await PostAsync($"{Address}?handler=Key", ("vendor", "kling"), ("key", Key));
        Assert.That(WebUtility.HtmlDecode(await Client.GetStringAsync(Address)), Does.Not.Contain("refused an order"), "a good test and a new key end it");
        await PostAsync($"{Address}?handler=Remove", ("vendor", "kling"));
    }

    [Test]
    public async Task A_vendor_that_does_not_exist_has_no_page([Values("Key", "Remove", "Test", "Cap")] string handler) =>
        Assert.That((await PostAsync($"{Address}?handler={handler}", ("vendor", "acme"), ("key", Key))).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task What_counts_most_is_chosen_for_pictures_and_videos()
    {
        Assert.That((await PostAsync($"{Address}?handler=Goals", ("images", "Best"), ("videos", "Cheapest"), ("cutouts", "true"))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That((await PostAsync($"{Address}?handler=Goals", ("images", "7"), ("videos", "Cheapest"))).StatusCode, Is.EqualTo(HttpStatusCode.UnprocessableEntity));
        var policy = await ReadAsync(StoreA, context => context.RoutingPolicies.AsNoTracking().SingleAsync());
        Assert.That((policy.ImageGoal, policy.VideoGoal, policy.BuysCutouts, policy.ChangedBy), Is.EqualTo((RoutingGoal.Best, RoutingGoal.Cheapest, true, "staff 901")));
        Assert.That(await ReadAsync(StoreB, context => context.RoutingPolicies.CountAsync()), Is.Zero);
    }

    [Test]
    public async Task Cut_outs_by_providers_are_bought_until_the_tick_is_taken_away()
    {
        Assert.That(await TickedAsync(), Is.True, "before anything was chosen");
        await PostAsync($"{Address}?handler=Goals", ("images", "Best"), ("videos", "Cheapest"));
        Assert.That(await TickedAsync(), Is.False);
        await PostAsync($"{Address}?handler=Goals", ("images", "Best"), ("videos", "Cheapest"), ("cutouts", "true"));
        Assert.That(await TickedAsync(), Is.True);

        async Task<bool> TickedAsync() => (await Client.GetStringAsync(Address)).Contains("name=\"cutouts\" value=\"true\" checked", StringComparison.Ordinal);
    }

    [Test]
    public async Task A_limit_holds_for_one_vendor_stands_beside_what_today_came_to_and_can_be_taken_away()
    {
        var today = DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime);
        await WriteAsync(StoreA, async context =>
        {
            context.ProviderDays.Add(new ProviderDay { StoreId = StoreA.Id, Vendor = "kling", Day = today, Micros = 2_500_000 });
            await context.SaveChangesAsync();
        });
        await PostAsync($"{Address}?handler=Cap", ("vendor", "kling"), ("dollars", "2.50"));
        Assert.That(await Client.GetStringAsync(Address), Does.Contain("$2.50").And.Contain("Limit reached"));
        foreach (var nonsense in new[] { "-1", "many", "10001", "1,5" })
        {
            var refused = await PostAsync($"{Address}?handler=Cap", ("vendor", "kling"), ("dollars", nonsense));
            Assert.That((nonsense, refused.StatusCode), Is.EqualTo((nonsense, HttpStatusCode.UnprocessableEntity)));
        }

        await PostAsync($"{Address}?handler=Cap", ("vendor", "kling"), ("dollars", ""));
        Assert.That(await ReadAsync(StoreA, context => context.ProviderCaps.CountAsync()), Is.Zero);
    }

    private static HttpResponseMessage Answer(HttpRequestMessage request) =>
        request.Headers.Authorization?.Parameter == WrongKey ? Json(HttpStatusCode.Unauthorized, """{"error":"Unauthorized"}""")
        : request.RequestUri!.Host == "api.kie.ai" ? Json(HttpStatusCode.OK, """{"code":200,"msg":"success","data":100}""")
        : Json(HttpStatusCode.OK, "{}");

    private static HttpResponseMessage Json(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>Everything the app writes to its log, with the exceptions.</summary>
    private sealed class Captured : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> lines = new();

        public IReadOnlyCollection<string> Lines => lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
