using System.Security.Cryptography;
using System.Text;
using Commerce.Shopify.Signatures;

namespace Commerce.Shopify.Tests.Signatures;

/// <summary>Checklist 14: the raw bytes are what is signed.</summary>
public sealed class BodySignatureTests
{
    private static readonly SigningSecrets Secrets = new(Studio.Secret, Studio.OldSecret);

    private static readonly string[] Bodies =
    [
        "{\"id\":1}", "{ \"id\" : 1 }", "{\"id\":1}\n", "\uFEFF{\"id\":1}", "{\"title\":\"Sch\\u00fcssel\"}", "{\"title\":\"Schüssel\"}", "{\"price\":\"19.50\"}", "{\"price\":\"19.5\"}", "x",
    ];

    [TestCaseSource(nameof(Bodies))]
    public void Item14_A_body_is_accepted_with_its_own_signature_by_either_secret(string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        Assert.Multiple(() =>
        {
            Assert.That(BodySignature.Verify(bytes, Hmac(bytes, Studio.Secret), Secrets), Is.True);
            Assert.That(BodySignature.Verify(bytes, Hmac(bytes, Studio.OldSecret), Secrets), Is.True);
            Assert.That(BodySignature.Verify(bytes, Hmac(bytes, "guess"), Secrets), Is.False);
            Assert.That(BodySignature.Sign(bytes, Studio.Secret), Is.EqualTo(Hmac(bytes, Studio.Secret)));
        });
    }

    [Test]
    public void Item14_No_other_spelling_of_a_body_has_its_signature()
    {
        foreach (var one in Bodies)
        {
            var signature = Hmac(Encoding.UTF8.GetBytes(one), Studio.Secret);
            var accepted = Bodies.Where(body => BodySignature.Verify(Encoding.UTF8.GetBytes(body), signature, Secrets));
            Assert.That(accepted, Is.EqualTo(new[] { one }));
        }
    }

    public static IEnumerable<string?> WrongSignatures()
    {
        var right = Hmac("{}"u8, Studio.Secret);
        yield return null;
        yield return "";
        yield return "AAAA";
        yield return right[..^1];
        yield return right + "=";
        yield return right.TrimEnd('=');
        yield return " " + right[1..];
        yield return right[..^2] + "\n=";
        yield return Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Studio.Secret), "{}"u8));
        yield return Convert.ToBase64String(new byte[32]);
        yield return Convert.ToBase64String(new byte[31]);
        yield return Convert.ToBase64String(new byte[33]);
        yield return new string('=', 44);
        yield return new string('A', 100_000);
        yield return right.Replace(right[0], right[0] == 'A' ? 'B' : 'A');
    }

    [TestCaseSource(nameof(WrongSignatures))]
    public void Item14_Anything_else_is_refused_whatever_its_length(string? signature) =>
        Assert.That(BodySignature.Verify("{}"u8, signature, Secrets), Is.False);

    [TestCase("")]
    [TestCase(" ")]
    public void A_secret_that_is_empty_accepts_nothing(string secret)
    {
        // HMAC takes an empty key; a setting that was forgotten must not become one.
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), "{}"u8));
        Assert.That(BodySignature.Verify("{}"u8, signature, new SigningSecrets(secret, secret)), Is.False);
    }

    [Test]
    public void The_secrets_do_not_print() => Assert.That($"{Secrets}", Does.Not.Contain(Studio.Secret).And.Not.Contain(Studio.OldSecret));

    private static string Hmac(ReadOnlySpan<byte> body, string secret) => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));
}
