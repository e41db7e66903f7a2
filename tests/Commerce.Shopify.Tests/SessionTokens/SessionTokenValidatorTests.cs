using System.Text.Json.Nodes;
using Commerce.Shopify.SessionTokens;
using Microsoft.Extensions.Options;

namespace Commerce.Shopify.Tests.SessionTokens;

/// <summary>Checklist item 01.</summary>
public sealed class SessionTokenValidatorTests
{
    [Test]
    public void Item01_reads_shop_user_session_and_expiry()
    {
        var token = Validate(TokenForge.Sign(TokenForge.Claims().ToJsonString())).Token!;
        Assert.That(token, Is.EqualTo(new SessionToken(ShopDomain.Parse("garden.myshopify.com"), 42, "session-1", TokenForge.Now.AddSeconds(60))));
    }

    [Test]
    public void Item01_accepts_the_old_secret_during_a_rotation() =>
        Assert.That(Validate(TokenForge.Sign(TokenForge.Claims().ToJsonString(), Studio.OldSecret)).Accepted, Is.True);

    [TestCase(60 + 9)]
    [TestCase(60 + 10)]
    [TestCase(-9)]
    public void Item01_accepts_clocks_a_few_seconds_apart(int seconds) =>
        Assert.That(Validate(TokenForge.Sign(TokenForge.Claims().ToJsonString()), seconds).Accepted, Is.True);

    [TestCase(60 + 11, SessionTokenRefusal.Expired)]
    [TestCase(-11, SessionTokenRefusal.NotYetValid)]
    public void Item01_refuses_a_token_outside_its_minute(int seconds, SessionTokenRefusal refusal) =>
        Assert.That(Validate(TokenForge.Sign(TokenForge.Claims().ToJsonString()), seconds).Refusal, Is.EqualTo(refusal));

    [TestCase("aud", "\"another-app\"", SessionTokenRefusal.WrongAudience)]
    [TestCase("aud", "[\"app-for-tests\"]", SessionTokenRefusal.WrongAudience)]
    [TestCase("aud", null, SessionTokenRefusal.WrongAudience)]
    [TestCase("dest", null, SessionTokenRefusal.NotAShop)]
    [TestCase("dest", "\"https://evil.example\"", SessionTokenRefusal.NotAShop)]
    [TestCase("dest", "\"https://garden.myshopify.com.evil.example\"", SessionTokenRefusal.NotAShop)]
    [TestCase("dest", "\"https://evil@garden.myshopify.com\"", SessionTokenRefusal.NotAShop)]
    [TestCase("dest", "\"http://garden.myshopify.com\"", SessionTokenRefusal.NotAShop)]
    [TestCase("dest", "\"garden.myshopify.com\"", SessionTokenRefusal.NotAShop)]
    [TestCase("dest", "\"https://Garden.myshopify.com\"", SessionTokenRefusal.NotAShop)]
    [TestCase("iss", "\"https://other.myshopify.com/admin\"", SessionTokenRefusal.WrongIssuer)]
    [TestCase("iss", "\"https://garden.myshopify.com.evil.example/admin\"", SessionTokenRefusal.WrongIssuer)]
    [TestCase("iss", null, SessionTokenRefusal.WrongIssuer)]
    [TestCase("exp", null, SessionTokenRefusal.Malformed)]
    [TestCase("exp", "\"1800000000\"", SessionTokenRefusal.Malformed)]
    [TestCase("exp", "1e300", SessionTokenRefusal.Malformed)]
    [TestCase("exp", "9223372036854775807", SessionTokenRefusal.Malformed)]
    [TestCase("nbf", null, SessionTokenRefusal.Malformed)]
    public void Item01_refuses_a_claim_that_is_wrong(string claim, string? json, SessionTokenRefusal refusal)
    {
        var claims = TokenForge.Claims();
        claims.Remove(claim);
        if (json is not null) claims[claim] = JsonNode.Parse(json);
        Assert.That(Validate(TokenForge.Sign(claims.ToJsonString())).Refusal, Is.EqualTo(refusal));
    }

    [TestCase("none")]
    [TestCase("None")]
    [TestCase("HS512")]
    [TestCase("RS256")]
    [TestCase("hs256")]
    [TestCase("")]
    public void Item01_refuses_any_other_algorithm(string algorithm) =>
        Assert.That(Validate(TokenForge.Sign(TokenForge.Claims().ToJsonString(), algorithm: algorithm)).Refusal, Is.EqualTo(SessionTokenRefusal.WrongAlgorithm));

    [Test]
    public void Item01_refuses_a_token_signed_by_someone_else() =>
        Assert.That(Validate(TokenForge.Sign(TokenForge.Claims().ToJsonString(), "guess")).Refusal, Is.EqualTo(SessionTokenRefusal.BadSignature));

    [Test]
    public void Item01_refuses_claims_changed_after_signing()
    {
        var mine = TokenForge.Sign(TokenForge.Claims().ToJsonString()).Split('.');
        var theirs = TokenForge.Sign(TokenForge.Claims("other.myshopify.com").ToJsonString()).Split('.');
        Assert.That(Validate($"{mine[0]}.{theirs[1]}.{mine[2]}").Refusal, Is.EqualTo(SessionTokenRefusal.BadSignature));
    }

    [TestCase("")]
    [TestCase(" ")]
    [TestCase(null)]
    public void Item01_never_believes_a_token_signed_with_nothing(string? secret)
    {
        var validator = Validator(TokenForge.Now, secret ?? "", secret);
        Assert.That(validator.Validate(TokenForge.Sign(TokenForge.Claims().ToJsonString(), secret ?? "")).Refusal, Is.EqualTo(SessionTokenRefusal.BadSignature));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("a.b")]
    [TestCase("a.b.c.d")]
    [TestCase("..")]
    [TestCase("!!.!!.!!")]
    [TestCase("W10.W10.W10")]
    public void Item01_refuses_what_is_no_token(string? text) => Assert.That(Validate(text).Refusal, Is.EqualTo(SessionTokenRefusal.Malformed));

    [Test]
    public void Item01_refuses_repeated_claims_and_over_long_tokens()
    {
        var twice = TokenForge.Claims().ToJsonString().Replace("\"aud\":", "\"aud\":\"x\",\"aud\":", StringComparison.Ordinal);
        Assert.That(Validate(TokenForge.Sign(twice)).Refusal, Is.EqualTo(SessionTokenRefusal.Malformed));
        Assert.That(Validate(new string('a', 5000)).Refusal, Is.EqualTo(SessionTokenRefusal.Malformed));
    }

    [TestCase("https://garden.myshopify.com", "42")]
    [TestCase("https://garden.myshopify.com/checkouts", "42")]
    [TestCase("https://garden.myshopify.com/admin", "gid://shopify/Customer/42")]
    [TestCase("https://garden.myshopify.com/admin", "-42")]
    public void Item01_believes_a_user_only_when_the_admin_names_one(string issuer, string subject)
    {
        var claims = TokenForge.Claims();
        (claims["iss"], claims["sub"]) = (issuer, subject);
        Assert.That(Validate(TokenForge.Sign(claims.ToJsonString())).Token!.UserId, Is.Null);
    }

    [Test]
    public void Item01_no_result_holds_any_of_the_token_in_its_words()
    {
        var good = TokenForge.Sign(TokenForge.Claims().ToJsonString());
        foreach (var token in new[] { good, TokenForge.Sign(TokenForge.Claims().ToJsonString(), "guess"), TokenForge.Sign(TokenForge.Claims().ToJsonString(), algorithm: "none"), "x" + good, good[..^9] })
        {
            foreach (var seconds in new[] { 0, 500, -500 })
            {
                var words = Validate(token, seconds).ToString();
                Assert.That(token.Split('.').Where(part => words.Contains(part, StringComparison.Ordinal)), Is.Empty);
            }
        }
    }

    private static SessionTokenResult Validate(string? token, int seconds = 0) => Validator(TokenForge.Now.AddSeconds(seconds), Studio.Secret, Studio.OldSecret).Validate(token);

    private static SessionTokenValidator Validator(DateTimeOffset now, string secret, string? old) =>
        new(Options.Create(new ShopifyOptions { ApiKey = Studio.ApiKey, ApiSecret = secret, OldApiSecret = old }), new TestTime(now));
}
