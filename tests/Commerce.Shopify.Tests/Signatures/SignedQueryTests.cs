using System.Security.Cryptography;
using System.Text;
using Commerce.Shopify.Signatures;

namespace Commerce.Shopify.Tests.Signatures;

/// <summary>The signed queries: install and app proxy.</summary>
public sealed class SignedQueryTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);
    private static readonly SigningSecrets Secrets = new(Studio.Secret, Studio.OldSecret);

    private delegate SignatureRefusal? Check(IReadOnlyList<KeyValuePair<string, string>> parameters, SigningSecrets secrets, DateTimeOffset now);

    [Test]
    public void The_install_query_is_signed_over_its_sorted_parameters_with_spaces_as_percent_20()
    {
        var message = $"code=a%2Fb%26c&host=YWRtaW4%3D&shop=garden.myshopify.com&state=two%20words&timestamp={Now.ToUnixTimeSeconds()}";
        List<KeyValuePair<string, string>> query =
        [
            new("timestamp", $"{Now.ToUnixTimeSeconds()}"), new("state", "two words"), new("signature", "of old"), new("shop", "garden.myshopify.com"),
            new("code", "a/b&c"), new("host", "YWRtaW4="), new("hmac", Hex(message)),
        ];
        Assert.That(InstallQuery.Verify(query, Secrets, Now), Is.Null);
        Assert.That(InstallQuery.Sign(query, Studio.Secret), Is.EqualTo(Hex(message)));
    }

    [Test]
    public void The_proxy_query_is_signed_without_separators_and_with_repeated_values_joined()
    {
        var message = $"extra=1,2logged_in_customer_id=path_prefix=/apps/studioshop=garden.myshopify.comtimestamp={Now.ToUnixTimeSeconds()}";
        List<KeyValuePair<string, string>> query =
        [
            new("extra", "1"), new("shop", "garden.myshopify.com"), new("extra", "2"), new("path_prefix", "/apps/studio"), new("logged_in_customer_id", ""),
            new("timestamp", $"{Now.ToUnixTimeSeconds()}"), new("signature", Hex(message)),
        ];
        Assert.That(ProxyQuery.Verify(query, Secrets, Now), Is.Null);
        Assert.That(ProxyQuery.Sign(query, Studio.Secret), Is.EqualTo(Hex(message)));
    }

    [Test]
    public void Either_secret_signs_and_no_other([Values] bool proxy)
    {
        Assert.Multiple(() =>
        {
            Assert.That(Verify(proxy, Query(proxy, secret: Studio.OldSecret)), Is.Null);
            Assert.That(Verify(proxy, Query(proxy, secret: "guess")), Is.EqualTo(SignatureRefusal.BadSignature));
        });
    }

    [TestCase(90)]
    [TestCase(-90)]
    [TestCase(0)]
    public void Clocks_may_be_ninety_seconds_apart(int seconds)
    {
        foreach (var proxy in (bool[])[true, false]) Assert.That(Verify(proxy, Query(proxy, $"{Now.ToUnixTimeSeconds() + seconds}")), Is.Null);
    }

    [TestCase("+91")]
    [TestCase("-91")]
    [TestCase("fraction")]
    [TestCase("sign")]
    [TestCase("space")]
    [TestCase("hex")]
    [TestCase("exponent")]
    [TestCase("empty")]
    [TestCase("huge")]
    [TestCase("milliseconds")]
    public void Any_other_time_is_refused(string kind)
    {
        var seconds = Now.ToUnixTimeSeconds();
        var text = kind switch
        {
            "+91" => $"{seconds + 91}", "-91" => $"{seconds - 91}", "fraction" => $"{seconds}.0", "sign" => $"+{seconds}", "space" => $" {seconds}",
            "hex" => $"0x{seconds:x}", "exponent" => "2e9", "empty" => "", "huge" => new string('9', 40), _ => $"{seconds}000",
        };
        foreach (var proxy in (bool[])[true, false]) Assert.That(Verify(proxy, Query(proxy, text)), Is.EqualTo(SignatureRefusal.WrongTime));
    }

    [TestCase("hmac", false)]
    [TestCase("shop", false)]
    [TestCase("state", false)]
    [TestCase("timestamp", false)]
    [TestCase("hmac", true)]
    [TestCase("shop", true)]
    [TestCase("signature", true)]
    [TestCase("timestamp", true)]
    public void A_parameter_that_decides_is_there_once(string name, bool proxy)
    {
        List<KeyValuePair<string, string>> query = [.. Query(proxy)];
        query.Add(new(name, "again"));
        if (query.Count(pair => pair.Key == name) == 1) query.Add(new(name, "and again"));
        Assert.That(Verify(proxy, query), Is.EqualTo(SignatureRefusal.Repeated));
    }

    [Test]
    public void A_changed_added_or_removed_parameter_breaks_the_signature([Values] bool proxy)
    {
        var query = Query(proxy);
        Assert.Multiple(() =>
        {
            Assert.That(Verify(proxy, query), Is.Null);
            Assert.That(Verify(proxy, [.. query, new("admin", "1")]), Is.EqualTo(SignatureRefusal.BadSignature));
            Assert.That(Verify(proxy, [.. query.Where(pair => pair.Key != "state")]), Is.EqualTo(SignatureRefusal.BadSignature));
            Assert.That(Verify(proxy, [.. query.Select(pair => pair.Key == "shop" ? new("shop", "other.myshopify.com") : pair)]), Is.EqualTo(SignatureRefusal.BadSignature));
        });
    }

    [TestCase("")]
    [TestCase("zz")]
    [TestCase("00")]
    public void A_signature_that_is_no_hex_of_32_bytes_is_refused(string signature)
    {
        foreach (var proxy in (bool[])[true, false])
        {
            var name = proxy ? "signature" : "hmac";
            Assert.That(Verify(proxy, [.. Query(proxy).Select(pair => pair.Key == name ? new(name, signature) : pair)]), Is.EqualTo(SignatureRefusal.BadSignature));
        }
    }

    [Test]
    public void Without_signature_or_time_there_is_nothing_to_believe([Values] bool proxy)
    {
        foreach (var name in (string[])[proxy ? "signature" : "hmac", "timestamp"])
        {
            Assert.That(Verify(proxy, [.. Query(proxy).Where(pair => pair.Key != name)]), Is.EqualTo(SignatureRefusal.Missing));
        }
    }

    private static List<KeyValuePair<string, string>> Query(bool proxy, string? time = null, string secret = Studio.Secret)
    {
        List<KeyValuePair<string, string>> query = [new("shop", "garden.myshopify.com"), new("state", "a b"), new("timestamp", time ?? $"{Now.ToUnixTimeSeconds()}")];
        query.Add(proxy ? new("signature", ProxyQuery.Sign(query, secret)) : new("hmac", InstallQuery.Sign(query, secret)));
        return query;
    }

    private static SignatureRefusal? Verify(bool proxy, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        Check check = proxy ? ProxyQuery.Verify : InstallQuery.Verify;
        return check(query, Secrets, Now);
    }

    private static string Hex(string message) => Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Studio.Secret), Encoding.UTF8.GetBytes(message)));
}
