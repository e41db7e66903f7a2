using System.Security.Cryptography;
using System.Text;
using Commerce.Providers.Callbacks;
using Commerce.Providers.Fal;
using Commerce.Providers.Kie;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Commerce.Providers.Tests.Callbacks;

public sealed class CallbackTests
{
    private const string StandardBody = """{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}""";

    private static readonly (string, string)[] Standard =
        [("webhook-id", "9876543210"), ("webhook-timestamp", "1781080794"), ("webhook-signature", "v1,AAAA v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=")];

    [Test]
    public void The_vendors_own_vector_of_standard_webhooks_is_genuine_at_any_time_within_the_window()
    {
        foreach (var seconds in new[] { -300, 0, 300 }) Assert.That(Kling(Standard, StandardBody, seconds), Is.EqualTo(new CallbackVerdict.Genuine("9876543210", true)));
    }

    [Test]
    public void Standard_webhooks_refuse_another_body_time_id_or_secret()
    {
        Assert.That(Kling(Standard, StandardBody + " ", 0), Is.EqualTo(No(CallbackRefusal.BadSignature)));
        Assert.That(Kling(Standard, StandardBody, 301), Is.EqualTo(No(CallbackRefusal.WrongTime)));
        Assert.That(Kling(Standard, StandardBody, -301), Is.EqualTo(No(CallbackRefusal.WrongTime)));
        Assert.That(Kling([("webhook-id", "1"), Standard[1], Standard[2]], StandardBody, 0), Is.EqualTo(No(CallbackRefusal.BadSignature)));
        Assert.That(Kling([Standard[0], Standard[2]], StandardBody, 0), Is.EqualTo(No(CallbackRefusal.Missing)));
        Assert.That(Kling([.. Standard, Standard[0]], StandardBody, 0), Is.EqualTo(No(CallbackRefusal.Missing)), "a header there twice");
        Assert.That(new StandardWebhooks("b3RoZXI=").Verify(Headers(Standard), Encoding.UTF8.GetBytes(StandardBody), At(1781080794)), Is.EqualTo(No(CallbackRefusal.BadSignature)));
    }

    [TestCase("v1")]
    [TestCase("v0")]
    public void A_timed_signature_is_genuine_beside_an_old_one_and_refused_when_anything_differs(string version)
    {
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData("secret"u8, "1000.{}"u8));
        var verifier = new TimedSignature("secret", "The-Signature", version);
        CallbackVerdict Verify(string header, string body = "{}", long at = 1000) => verifier.Verify(Headers([("the-signature", header)]), Encoding.UTF8.GetBytes(body), At(at));
        Assert.That(Verify($"t=1000,{version}={new string('0', 64)},{version}={signature}"), Is.EqualTo(new CallbackVerdict.Genuine(signature, true)));
        Assert.That(Verify($"t=1000,{version}={signature}", "{ }"), Is.EqualTo(No(CallbackRefusal.BadSignature)));
        Assert.That(Verify($"t=1000,{version}={signature}", at: 1301), Is.EqualTo(No(CallbackRefusal.WrongTime)));
        Assert.That(Verify($"t=1000,t=1001,{version}={signature}"), Is.EqualTo(No(CallbackRefusal.Missing)));
        Assert.That(Verify($"t=1000,other={signature}"), Is.EqualTo(No(CallbackRefusal.Missing)));
        Assert.That(Verify($"t=1e3,{version}={signature}"), Is.EqualTo(No(CallbackRefusal.WrongTime)));
    }

    [Test]
    public void Kies_signature_proves_the_task_and_not_the_body()
    {
        const string body = """{"data":{"taskId":"ee9c2715375b7837f8bb51d641ff5863","state":"success"}}""";
        var verifier = new KieCallback("test-webhook-hmac-key");
        CallbackVerdict Verify(string text, long at = 1769670760, string signature = "xG6/yOyrMyJtUdc1yjmHpKLHSHF3MpzOPa6uxSj3qb4=") =>
            verifier.Verify(Headers([("X-Webhook-Timestamp", "1769670760"), ("X-Webhook-Signature", signature)]), Encoding.UTF8.GetBytes(text), At(at));
        var genuine = new CallbackVerdict.Genuine("ee9c2715375b7837f8bb51d641ff5863.1769670760", BodySigned: false);
        Assert.That(Verify(body), Is.EqualTo(genuine));
        Assert.That(Verify(body.Replace("success", "fail", StringComparison.Ordinal)), Is.EqualTo(genuine), "so whoever gets it reads the task");
        Assert.That(Verify("""{"taskId":"another"}"""), Is.EqualTo(No(CallbackRefusal.BadSignature)));
        Assert.That(Verify(body, signature: "short"), Is.EqualTo(No(CallbackRefusal.BadSignature)));
        Assert.That(Verify(body, at: 1769671061), Is.EqualTo(No(CallbackRefusal.WrongTime)));
        Assert.That(Verify("no json"), Is.EqualTo(No(CallbackRefusal.Missing)));
    }

    [Test]
    public void Fals_signature_covers_ids_time_and_body()
    {
        var secret = Enumerable.Range(1, 32).Select(number => (byte)number).ToArray();
        var key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(secret, 0, key, 0);
        var keySet = $$"""{"keys":[{"kty":"OKP","crv":"P-256","x":"AA"},{"kty":"OKP","crv":"Ed25519","x":"{{System.Buffers.Text.Base64Url.EncodeToString(key)}}"}]}""";
        var message = Encoding.UTF8.GetBytes($"r-1\nu-1\n1000\n{Convert.ToHexStringLower(SHA256.HashData("{}"u8))}");
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(secret, 0, message, 0, message.Length, signature, 0);
        var verifier = FalCallback.Read(Encoding.UTF8.GetBytes(keySet))!;
        CallbackVerdict Verify(string body = "{}", string user = "u-1", long at = 1000, string? hex = null) => verifier.Verify(
            Headers([("X-Fal-Webhook-Request-Id", "r-1"), ("X-Fal-Webhook-User-Id", user), ("X-Fal-Webhook-Timestamp", "1000"), ("X-Fal-Webhook-Signature", hex ?? Convert.ToHexStringLower(signature))]), Encoding.UTF8.GetBytes(body), At(at));
        Assert.That(Verify(), Is.EqualTo(new CallbackVerdict.Genuine("r-1.1000", true)));
        Assert.That(new[] { Verify("{ }"), Verify(user: "u-2"), Verify(hex: "zz"), Verify(hex: new string('0', 128)) }, Has.All.EqualTo(No(CallbackRefusal.BadSignature)));
        Assert.That(Verify(at: 1301), Is.EqualTo(No(CallbackRefusal.WrongTime)));
        Assert.That(FalCallback.Read("""{"keys":[{"crv":"Ed25519","x":"short"}]}"""u8), Is.Null);
    }

    [Test]
    public void No_verifier_prints_its_secret_and_an_empty_one_is_refused()
    {
        Assert.That(new object[] { new StandardWebhooks("c2VjcmV0"), new TimedSignature("secret", "h", "v1"), new KieCallback("secret") }.Select(verifier => verifier.ToString()), Is.EqualTo(new[] { nameof(StandardWebhooks), nameof(TimedSignature), nameof(KieCallback) }));
        Assert.That(() => new StandardWebhooks(""), Throws.ArgumentException);
        Assert.That(() => new StandardWebhooks("no base64!"), Throws.ArgumentException);
        Assert.That(() => new TimedSignature(" ", "h", "v1"), Throws.ArgumentException);
        Assert.That(() => new KieCallback(""), Throws.ArgumentException);
    }

    private static CallbackVerdict Kling((string, string)[] headers, string body, int later) =>
        new StandardWebhooks("whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI=").Verify(Headers(headers), Encoding.UTF8.GetBytes(body), At(1781080794 + later));

    private static CallbackHeaders Headers((string Name, string Value)[] headers) =>
        new(name => [.. headers.Where(header => string.Equals(header.Name, name, StringComparison.OrdinalIgnoreCase)).Select(header => header.Value)]);

    private static CallbackVerdict No(CallbackRefusal why) => new CallbackVerdict.Refused(why);

    private static DateTimeOffset At(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);
}
