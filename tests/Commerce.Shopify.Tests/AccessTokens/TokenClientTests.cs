using Commerce.Shopify.AccessTokens;
using Commerce.Shopify.Tests.SessionTokens;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Shopify.Tests.AccessTokens;

public sealed class TokenClientTests
{
    private const string Pair = """{"access_token":"a","scope":"read_products,write_files","expires_in":3600,"refresh_token":"r","refresh_token_expires_in":7776000}""";

    [Test]
    public async Task Exchanges_a_session_token_for_an_expiring_offline_pair()
    {
        using var http = new CannedHttp().Answer(Pair);
        await using var services = Studio.With(http, new TestTime(TokenForge.Now));
        var token = await services.GetRequiredService<TokenClient>().ExchangeAsync(Studio.Access.Shop, "session", AccessMode.Offline, default);
        Assert.That(token.Scopes, Is.EqualTo(new[] { "read_products", "write_files" }));
        Assert.That(token.ExpiresAt, Is.EqualTo(TokenForge.Now.AddHours(1)));
        Assert.That(token.RefreshTokenExpiresAt, Is.EqualTo(TokenForge.Now.AddDays(90)));
        Assert.That(http.Requests.Single().Url, Is.EqualTo("https://garden.myshopify.com/admin/oauth/access_token"));
        Assert.That(http.Requests.Single().Body, Does.Contain("offline-access-token").And.Contain("\"expiring\":\"1\""));
        Assert.That(token.ToString(), Does.Not.Contain(" a").And.Not.Contain("Refresh"));
    }

    [Test]
    public async Task Exchanges_a_session_token_for_an_online_token_of_its_user()
    {
        using var http = new CannedHttp().Answer(
            """{"access_token":"u","scope":"read_products","expires_in":86399,"associated_user_scope":"read_products","associated_user":{"id":902,"first_name":"Kim"}}""");
        await using var services = Studio.With(http, new TestTime(TokenForge.Now));
        var token = await services.GetRequiredService<TokenClient>().ExchangeAsync(Studio.Access.Shop, "session", AccessMode.Online, default);
        Assert.Multiple(() =>
        {
            Assert.That((token.UserId, token.RefreshToken, token.RefreshTokenExpiresAt), Is.EqualTo(((long?)902, (string?)null, (DateTimeOffset?)null)));
            Assert.That(token.ExpiresAt, Is.EqualTo(TokenForge.Now.AddSeconds(86399)));
            Assert.That(http.Requests.Single().Body, Does.Contain("online-access-token").And.Not.Contain("offline"));
        });
    }

    [TestCase("invalid_subject_token", TokenFailure.InvalidSubjectToken)]
    [TestCase("invalid_grant", TokenFailure.InvalidGrant)]
    [TestCase("invalid_client", TokenFailure.InvalidClient)]
    [TestCase("something_new", TokenFailure.Malformed)]
    public async Task Types_a_refusal_and_does_not_ask_again(string error, TokenFailure failure)
    {
        using var http = new CannedHttp().Answer($$"""{"error":"{{error}}"}""", 400);
        await using var services = Studio.With(http, new TestTime(TokenForge.Now));
        var tokens = services.GetRequiredService<TokenClient>();
        var refused = (await Assert.ThrowsAsync<TokenException>(() => tokens.RefreshAsync(Studio.Access.Shop, "r0", default)))!;
        Assert.That(refused.Failure, Is.EqualTo(failure));
        Assert.That(refused.ToString(), Does.Not.Contain("r0"));
    }

    [Test]
    public async Task Asks_again_when_the_answer_is_lost()
    {
        using var http = new CannedHttp().Break().Answer("", 503).Answer(Pair);
        await using var services = Studio.With(http, new TestTime(TokenForge.Now));
        Assert.That((await services.GetRequiredService<TokenClient>().RefreshAsync(Studio.Access.Shop, "r0", default)).RefreshToken, Is.EqualTo("r"));
        Assert.That(http.Requests.Select(request => request.Body).Distinct().Count(), Is.EqualTo(1));
    }
}
