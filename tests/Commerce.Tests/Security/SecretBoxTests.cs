using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Commerce.Security;
using Microsoft.Extensions.Options;

namespace Commerce.Tests.Security;

/// <summary>Checklist 13: secrets at rest and the rotation of their keys.</summary>
public sealed class SecretBoxTests
{
    private static readonly string Old = Convert.ToBase64String(new byte[32]);
    private static readonly string New = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]);

    [Test]
    public void Item13_The_newest_key_seals_and_the_older_one_opens()
    {
        var box = Box("2", New, ("1", Old));
        var before = Box("1", Old).Seal("token", "store");
        Assert.That(box.KeyId, Is.EqualTo("2"));
        Assert.That(box.Open(before, "store", "1"), Is.EqualTo("token"));
        Assert.That(Box("2", New).Open(box.Seal("token", "store"), "store", "2"), Is.EqualTo("token"));
    }

    [Test]
    public void Item13_Another_key_another_context_and_changed_bytes_open_nothing()
    {
        var box = Box("2", New, ("1", Old));
        var sealedToken = box.Seal("token", "store");
        Assert.That(() => box.Open(sealedToken, "store", "1"), Throws.InstanceOf<CryptographicException>());
        Assert.That(() => box.Open(sealedToken, "another store", "2"), Throws.InstanceOf<CryptographicException>());
        Assert.That(() => box.Open(sealedToken, "store", "0"), Throws.InstanceOf<CryptographicException>().With.Message.Contains("0"));
        sealedToken[^1] ^= 1;
        Assert.That(() => box.Open(sealedToken, "store", "2"), Throws.InstanceOf<CryptographicException>());
    }

    [TestCase("1", "AAAA")]
    [TestCase("2", null)]
    public void An_old_key_of_wrong_length_or_of_the_newest_keys_name_is_refused_at_the_start(string name, string? key)
    {
        var options = new SecurityOptions { EncryptionKey = New, EncryptionKeyId = "2", LinkKey = new string('k', 32), OldEncryptionKeys = { [name] = key ?? Old } };
        Assert.That(Validator.TryValidateObject(options, new ValidationContext(options), [], validateAllProperties: true), Is.False);
    }

    private static SecretBox Box(string id, string key, params (string Id, string Key)[] older)
    {
        var options = new SecurityOptions { EncryptionKey = key, EncryptionKeyId = id };
        foreach (var (name, old) in older)
        {
            options.OldEncryptionKeys[name] = old;
        }

        return new SecretBox(Options.Create(options));
    }
}
