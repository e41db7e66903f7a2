using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Commerce.Web.Tests.Infrastructure;
using Commerce.Workbench.Demo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Commerce.Web.Tests.Embedded;

/// <summary>The app as composed for real, listened to at the finest level while it works and fails.</summary>
public sealed partial class WholeHostTests : StudioFixture
{
    private const string AccessToken = "access-token-of-this-test";
    private const string Hmac = "0f3a9c51d7e24b68a1c0ffee5eed5eed";
    private readonly Captured captured = new();

    protected override Dictionary<string, string> Settings => new()
    {
        ["Logging:LogLevel:Default"] = "Trace",
        ["Logging:LogLevel:Microsoft"] = "Trace",
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Trace",
        ["Logging:LogLevel:Quartz"] = "Trace",
        ["Logging:LogLevel:System.Net.Http"] = "Trace",
    };

    protected override void AddServices(IServiceCollection services) =>
        services.AddLogging(logging => logging.AddProvider(captured).SetMinimumLevel(LogLevel.Trace));

    [OneTimeTearDown]
    public void StopListening() => captured.Dispose();

    [Test]
    public async Task Item08_every_HTML_answer_says_who_may_frame_it()
    {
        await using var broken = await BreakAsync("balances");
        var seen = new HashSet<HttpStatusCode>();
        foreach (var (path, agent) in new[]
        {
            ("/brand", "Chrome"), ("/nowhere", "Chrome"), ("/credits", "Chrome"), ("/media/stores/x", "Chrome"), ("/media/x?expires=9999999999&signature=guess", "Chrome"), ("/catalogue", "Googlebot/2.1"),
            ("/ops/vitals", "Chrome"), ("/batches/01a1fd55-7a80-7542-9699-12d2d66888d9", "Chrome"), ("/error/500", "Chrome"), ("/brand", "Googlebot/2.1"),
        })
        {
            var expected = new Dictionary<SeededStore, string>
            {
                [StoreA] = $"frame-ancestors https://{StoreA.Shop} http://127.0.0.1:9", [StoreB] = $"frame-ancestors https://{StoreB.Shop} http://127.0.0.1:9",
            };
            foreach (var (store, ancestors) in expected)
            {
                using var answer = await OpenAsync(path, agent, TokenOf(store.Shop));
                seen.Add(answer.StatusCode);
                Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/html"), $"{path} {answer.StatusCode}");
                Assert.That(AncestorsOf(answer), Is.EqualTo(ancestors), $"{path} {answer.StatusCode}");
            }

            using var stranger = await OpenAsync(path, agent, null);
            seen.Add(stranger.StatusCode);
            Assert.That(AncestorsOf(stranger), Is.EqualTo("frame-ancestors 'none'"), $"{path} without a token");
        }

        using var bounce = await OpenAsync($"/bounce?shopify-reload=/&shop={StoreA.Shop}", "Chrome", null);
        using var lost = await OpenAsync("/bounce?shopify-reload=/", "Chrome", null);
        Assert.That((AncestorsOf(bounce), AncestorsOf(lost)), Is.EqualTo(($"frame-ancestors https://{StoreA.Shop} http://127.0.0.1:9", "frame-ancestors 'none'")));
        Assert.That(seen, Is.SupersetOf(new[] { HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.Gone, HttpStatusCode.InternalServerError, HttpStatusCode.Redirect }), "the walk meets each kind of answer");
    }

    [TestCase("//evil.example")]
    [TestCase("/\\evil.example")]
    [TestCase("\\\\evil.example")]
    [TestCase("https:evil.example")]
    [TestCase("https://evil.example/")]
    [TestCase("/\t/evil.example")]
    [TestCase("\n//evil.example")]
    [TestCase("%2F%2Fevil.example")]
    [TestCase("/%5Cevil.example")]
    [TestCase("@evil.example")]
    [TestCase("https://127.0.0.1:5080@evil.example/")]
    [TestCase("javascript:alert(1)")]
    public async Task Item04_no_parameter_of_any_page_leads_to_another_site(string evil)
    {
        string[] names = ["q", "type", "vendor", "tag", "status", "coverage", "after", "tab", "batch", "product", "state", "style", "theme", "device", "asset", "handler", "run", "changed", "return", "returnUrl", "next", "shopify-reload", "host"];
        var query = string.Join('&', names.Select(name => $"{name}={Uri.EscapeDataString(evil)}"));
        Outside.Answer = Shopify;
        foreach (var place in new[] { "/", "/catalogue", "/brand", "/brand/edit", "/batches", "/batches/new", "/review", "/publish", "/publications", "/credits", "/ops/components", "/nowhere", StudioHost.Origin + "//evil.example/x" })
        {
            foreach (var answer in new[] { await OpenAsync($"{place}?{query}", "Chrome", null), await OpenAsync($"{place}?{query}", "Chrome", TokenOf(StoreA.Shop)), await PostAsync($"{place}?{query}") })
            {
                using (answer)
                {
                    var target = answer.Headers.Location?.OriginalString ?? "/";
                    Assert.That(target.StartsWith(StudioHost.Origin + "/", StringComparison.Ordinal) || LocalPath().IsMatch(target), Is.True, $"{place} leads to {target}");
                    Assert.That(EvilLink().IsMatch(await answer.Content.ReadAsStringAsync()), Is.False, $"{place} links to another site");
                }
            }
        }

        using var go = await PostAsync($"/ops/components?handler=Go&theme={Uri.EscapeDataString(evil)}");
        Assert.That(go.Headers.Location?.OriginalString ?? "/ops/components?", Does.StartWith("/ops/components?"));
    }

    [Test]
    public async Task Item08_stored_media_runs_nothing_and_loads_nothing()
    {
        var (link, _) = await MediaLinkAsync();
        using var stranger = Stranger();
        using var answer = await stranger.GetAsync(link);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single(), Is.EqualTo("sandbox; default-src 'none'; frame-ancestors 'none'"));
    }

    [Test]
    public async Task Item09_logs_traces_error_pages_and_health_hold_no_token_secret_or_signature()
    {
        var tokens = new[] { TokenOf(StoreA.Shop), TokenOf("new-shop.myshopify.com"), TokenOf(StoreA.Shop, "guess"), TokenOf(StoreB.Shop) };
        var (link, signature) = await MediaLinkAsync();
        Outside.Answer = Shopify;
        var answers = new StringBuilder();
        foreach (var token in tokens)
        {
            foreach (var path in new[] { "/", "/nowhere", "/catalogue?q=a", $"/credits?shop={StoreB.Shop}", "/brand?handler=Nothing", link, link + "x", "/health/ready", "/health/live" })
            {
                var address = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? "&" : "?")}hmac={Hmac}&id_token={token}";
                answers.Append(await (await OpenAsync(address, "Chrome", null)).Content.ReadAsStringAsync());
                answers.Append(await PostAsync(path, token));
            }
        }

        await using (await BreakAsync("balances"))
        {
            answers.Append(await (await OpenAsync($"/credits?hmac={Hmac}&id_token={tokens[0]}", "Chrome", null)).Content.ReadAsStringAsync());
        }

        await using (await BreakAsync("schema_migrations"))
        {
            using var stranger = Stranger();
            using var health = await stranger.GetAsync("/health/ready");
            Assert.That(health.StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            answers.Append(await health.Content.ReadAsStringAsync());
        }

        Assert.That(answers.ToString(), Does.Contain("Something failed on our side").And.Contain("This page does not exist"), "the walk fails in more than one way");
        Assert.That(captured.Text, Does.Contain("Refused a session token").And.Contain("access_token").And.Contain("balances"), "what happened was listened to");
        string[] secrets = [.. tokens.SelectMany(token => new[] { token, token.Split('.')[2] }), StudioHost.ApiSecret, AccessToken, Hmac, new string('k', 32), Convert.ToBase64String(new byte[32])];
        Assert.Multiple(() =>
        {
            foreach (var secret in secrets)
            {
                Assert.That(Around(captured.Text, secret), Is.Empty, "written to logs or traces");
                Assert.That(Around(answers.ToString(), secret), Is.Empty, "shown on a page");
            }

            Assert.That(Around(captured.Text, signature), Is.Empty, "the signature of a media address in logs or traces");
        });
    }

    // What the platform says to a first visit: a token, and then no shop, so that the installation fails half-way.
    private static Task<HttpResponseMessage?> Shopify(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var exchange = request.RequestUri!.AbsolutePath.EndsWith("/access_token", StringComparison.Ordinal);
        return Task.FromResult<HttpResponseMessage?>(exchange
            ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$"""{"access_token":"{{AccessToken}}","expires_in":3600,"refresh_token":"{{AccessToken}}","refresh_token_expires_in":7200,"scope":"read_products"}""", Encoding.UTF8, "application/json") }
            : new HttpResponseMessage(HttpStatusCode.InternalServerError));
    }

    private async Task<(string Link, string Signature)> MediaLinkAsync()
    {
        var product = await Seeds.AddProductAsync(StoreA, "Signed sign");
        await Media.DeliverAsync(StoreA, await Media.StartBatchAsync(StoreA, [product]));
        using var client = ClientOf(StoreA);
        var link = WebUtility.HtmlDecode(MediaLink().Match(await client.GetStringAsync($"/catalogue/{product.Id}")).Groups[1].Value);
        return (link, Signature().Match(link).Groups[1].Value);
    }

    private async Task<HttpResponseMessage> OpenAsync(string path, string agent, string? token)
    {
        using var browser = Stranger();
        var address = token is null ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? "&" : "?")}id_token={token}";
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Sec-Fetch-Dest", "iframe");
        request.Headers.Add("Accept", "text/html");
        request.Headers.TryAddWithoutValidation("User-Agent", agent);
        return await browser.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PostAsync(string path)
    {
        using var client = ClientOf(StoreA);
        return await client.PostAsync(path, new FormUrlEncodedContent([]));
    }

    private async Task<string> PostAsync(string path, string token)
    {
        using var browser = Stranger();
        browser.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await browser.PostAsync(path, new StringContent($"session={token}&hmac={Hmac}&x=%00", Encoding.UTF8, "application/x-www-form-urlencoded"));
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>Takes a table away until disposed, so that whatever needs it fails as it would with a broken database.</summary>
    private async Task<IAsyncDisposable> BreakAsync(string table)
    {
        await ExecuteAsync($"alter table {table} rename to {table}_away");
        return new Mending(() => ExecuteAsync($"alter table {table}_away rename to {table}"));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private string TokenOf(string shop, string secret = StudioHost.ApiSecret) => SessionTokens.Sign(shop, StudioHost.ApiKey, secret, Clock);

    private static string AncestorsOf(HttpResponseMessage answer) =>
        answer.Headers.GetValues("Content-Security-Policy").Single().Split("; ").Single(rule => rule.StartsWith("frame-ancestors", StringComparison.Ordinal));

    // The words before a find say where it came from, without printing the secret again.
    private static string Around(string text, string secret)
    {
        var at = text.IndexOf(secret, StringComparison.Ordinal);
        return at < 0 ? "" : text[Math.Max(0, at - 160)..at];
    }

    [GeneratedRegex("\"(/media/[^\"]+)\"")]
    private static partial Regex MediaLink();

    [GeneratedRegex(@"^/(?![/\\])[^\\\s]*$")]
    private static partial Regex LocalPath();

    [GeneratedRegex("""(href|action|formaction|src)="[\s\\/]*((https?:)?[\\/]{0,2}([^"/]*@)?evil\.example|javascript:)""", RegexOptions.IgnoreCase)]
    private static partial Regex EvilLink();

    [GeneratedRegex("signature=([^&]+)")]
    private static partial Regex Signature();

    private sealed class Mending(Func<Task> mend) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await mend();
    }
}
