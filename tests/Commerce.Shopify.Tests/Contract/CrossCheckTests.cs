using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Commerce.Shopify.SessionTokens;
using Commerce.Shopify.Signatures;
using Commerce.Shopify.Tests.SessionTokens;
using Microsoft.Extensions.Options;

namespace Commerce.Shopify.Tests.Contract;

/// <summary>
/// Shopify's own library for Node and ours believe each other's signatures, and neither believes a forged one. Also what
/// the sandbox signs, so that what passes there would pass at Shopify.
/// </summary>
[Category("Contract")]
public sealed class CrossCheckTests
{
    private const string Shop = "garden.myshopify.com";
    private static readonly SigningSecrets Secrets = new(Studio.Secret);

    [Test]
    public async Task Each_side_believes_what_the_other_signed_and_nothing_forged()
    {
        var now = TimeProvider.System.GetUtcNow();
        var answer = await AskAsync(Ours(now));
        var (verdicts, signed, sandbox) = (answer["verdicts"]!, answer["signed"]!, answer["sandbox"]!);
        var library = signed["webhook"]!;
        var delivery = sandbox["webhook"]!;
        Assert.Multiple(() =>
        {
            // Of each kind ours first, then the same one forged.
            foreach (var kind in (string[])["webhooks", "flow", "install", "proxy", "tokens"])
            {
                Assert.That(verdicts[kind]!.AsArray().Select(one => (bool)one!), Is.EqualTo(new[] { true, false }), $"what Shopify's library says to our {kind}");
            }

            Assert.That(BodySignature.Verify(Bytes(library["body"]), (string?)library["signature"], Secrets), Is.True, "its webhook");
            Assert.That(BodySignature.Verify(Bytes(library["body"]), (string?)library["signature"], new SigningSecrets("guess")), Is.False, "its webhook, another secret");
            Assert.That(InstallQuery.Verify(Pairs(signed["install"]!), Secrets, now), Is.Null, "its install query");
            Assert.That(ProxyQuery.Verify(Pairs(signed["proxy"]!), Secrets, now), Is.Null, "its proxy query");
            Assert.That(ShopOf((string)signed["token"]!), Is.EqualTo(Shop), "its session token");

            var headers = WebhookHeaders.Read(name => (string?)delivery["headers"]!.AsObject().FirstOrDefault(header => string.Equals(header.Key, name, StringComparison.OrdinalIgnoreCase)).Value);
            Assert.That(BodySignature.Verify(Bytes(delivery["body"]), headers?.Signature, Secrets), Is.True, "the sandbox's webhook");
            Assert.That(headers?.Shop.Value, Is.EqualTo(Shop));
            Assert.That(ShopOf((string)sandbox["token"]!), Is.EqualTo(Shop), "the sandbox's session token");
            Assert.That(sandbox["believed"]!.AsArray().Select(one => (bool)one!), Is.All.True, "what Shopify's library says to the sandbox");
        });
    }

    private static JsonObject Ours(DateTimeOffset now)
    {
        const string Body = "{\"title\":\"Schüssel\",\"tags\":\"a, b\"}\n";
        var time = $"{now.ToUnixTimeSeconds()}";
        List<KeyValuePair<string, string>> install = [new("timestamp", time), new("shop", Shop), new("code", "a/b&c=d"), new("host", "YWRtaW4=")];
        List<KeyValuePair<string, string>> proxy = [new("shop", Shop), new("extra", "1"), new("extra", "2"), new("path_prefix", "/apps/studio"), new("timestamp", time)];
        var claims = TokenForge.Claims(Shop);
        foreach (var (name, seconds) in (ReadOnlySpan<(string, long)>)[("exp", 60), ("nbf", 0), ("iat", 0)]) claims[name] = now.ToUnixTimeSeconds() + seconds;
        return new JsonObject
        {
            ["apiKey"] = Studio.ApiKey,
            ["apiSecret"] = Studio.Secret,
            ["shop"] = Shop,
            ["webhooks"] = Two(secret => new JsonObject { ["body"] = Body, ["headers"] = Headers(BodySignature.Sign(Encoding.UTF8.GetBytes(Body), secret)) }),
            ["install"] = Two(secret => Query(install, "hmac", InstallQuery.Sign(install, secret))),
            ["proxy"] = Two(secret => Query(proxy, "signature", ProxyQuery.Sign(proxy, secret))),
            ["tokens"] = Two(secret => TokenForge.Sign(claims.ToJsonString(), secret)),
        };
    }

    private static JsonArray Two(Func<string, JsonNode?> sign) => [sign(Studio.Secret), sign("guess")];

    private static JsonObject Headers(string signature) => new()
    {
        ["x-shopify-hmac-sha256"] = signature, ["x-shopify-topic"] = "products/update", ["x-shopify-shop-domain"] = Shop,
        ["x-shopify-api-version"] = "2026-10", ["x-shopify-webhook-id"] = "delivery-1",
    };

    private static JsonObject Query(IEnumerable<KeyValuePair<string, string>> parameters, string name, string signature)
    {
        var query = new JsonObject { [name] = signature };
        foreach (var group in parameters.GroupBy(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal))
        {
            query[group.Key] = group.Count() == 1 ? group.First() : new JsonArray([.. group.Select(value => JsonValue.Create(value))]);
        }

        return query;
    }

    private static List<KeyValuePair<string, string>> Pairs(JsonNode query) =>
    [
        .. query.AsObject().SelectMany(pair => pair.Value is JsonArray values ? values.Select(value => KeyValuePair.Create(pair.Key, (string)value!)) : [KeyValuePair.Create(pair.Key, (string)pair.Value!)]),
    ];

    private static byte[] Bytes(JsonNode? text) => Encoding.UTF8.GetBytes((string)text!);

    private static string? ShopOf(string token) =>
        new SessionTokenValidator(Options.Create(new ShopifyOptions { ApiKey = Studio.ApiKey, ApiSecret = Studio.Secret }), TimeProvider.System).Validate(token).Token?.Shop.Value;

    private static async Task<JsonNode> AskAsync(JsonObject question)
    {
        var start = new ProcessStartInfo("node", [Path.Combine(Places.Repository, "tests", "sandbox", "test", "crossCheck.mjs")])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardInputEncoding = new UTF8Encoding(false), StandardOutputEncoding = Encoding.UTF8,
        };
        using var node = Process.Start(start)!;
        await node.StandardInput.WriteAsync(question.ToJsonString(JsonSerializerOptions.Web));
        node.StandardInput.Close();
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync();
        Assert.That(node.ExitCode, Is.Zero, await errors);
        return JsonNode.Parse(await output)!;
    }
}
