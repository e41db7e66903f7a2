using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Commerce.Providers.Callbacks;
using Commerce.Providers.Fal;
using Commerce.Routing;
using Commerce.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Commerce.Tests.Routing;

/// <summary>fal's keys are kept for as long as fal allows and no longer, and follow when fal changes them.</summary>
public sealed class FalKeysTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly byte[] First = Secret(1);
    private static readonly byte[] Second = Secret(2);

    private readonly TestClock clock = new();
    private ServiceProvider services = null!;

    private KeySet Published { get; } = new();

    [SetUp]
    public void Start()
    {
        (Published.Secret, Published.Asked) = (First, 0);
        var all = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton<TimeProvider>(clock).AddModelRouting();
        all.AddHttpClient(VendorClients.ClientName).ConfigurePrimaryHttpMessageHandler(() => Published);
        services = all.BuildServiceProvider();
    }

    [TearDown]
    public void Stop() => services.Dispose();

    [Test]
    public async Task Keys_are_asked_for_once_a_day()
    {
        Assert.That((await HearAsync(First), await HearAsync(First), Published.Asked), Is.EqualTo((true, true, 1)));
        clock.Advance(FalCallback.KeysLast - TimeSpan.FromSeconds(1));
        Assert.That((await HearAsync(First), Published.Asked), Is.EqualTo((true, 1)));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That((await HearAsync(First), Published.Asked), Is.EqualTo((true, 2)));
    }

    [Test]
    public async Task Keys_that_cannot_be_renewed_are_not_believed_for_longer_than_a_day()
    {
        await HearAsync(First);
        clock.Advance(FalCallback.KeysLast);
        Published.Secret = null;
        Assert.That((await HearAsync(First), await HearAsync(First), Published.Asked), Is.EqualTo((false, false, 2)), "asked once in the minute");
        Published.Secret = First;
        clock.Advance(Minute);
        Assert.That((await HearAsync(First), Published.Asked), Is.EqualTo((true, 3)));
    }

    [Test]
    public async Task New_keys_are_found_by_a_signature_that_the_old_ones_did_not_make_and_forgers_make_us_ask_once_a_minute()
    {
        await HearAsync(First);
        Published.Secret = Second;
        clock.Advance(Minute);
        Assert.That((await HearAsync(Second), Published.Asked), Is.EqualTo((true, 2)));
        Assert.That((await HearAsync(First), await HearAsync(First), Published.Asked), Is.EqualTo((false, false, 2)));
        clock.Advance(Minute);
        Assert.That((await HearAsync(First), await HearAsync(First), Published.Asked), Is.EqualTo((false, false, 3)));
    }

    [Test]
    public async Task Keys_that_cannot_be_had_after_a_forgery_stay_as_they_are()
    {
        await HearAsync(First);
        Published.Secret = null;
        clock.Advance(Minute);
        Assert.That((await HearAsync(Second), await HearAsync(First), Published.Asked), Is.EqualTo((false, true, 2)));
    }

    [Test]
    public async Task A_callback_that_is_no_callback_makes_nobody_ask()
    {
        await HearAsync(First);
        clock.Advance(Minute);
        Assert.That((await HearAsync(First, late: TimeSpan.FromMinutes(6)), Published.Asked), Is.EqualTo((false, 1)));
    }

    private async Task<bool> HearAsync(byte[] secret, TimeSpan late = default)
    {
        var time = $"{(clock.GetUtcNow() - late).ToUnixTimeSeconds()}";
        var message = Encoding.UTF8.GetBytes($"r-1\nu-1\n{time}\n{Convert.ToHexStringLower(SHA256.HashData("{}"u8))}");
        var signature = new byte[Ed25519.SignatureSize];
        Ed25519.Sign(secret, 0, message, 0, message.Length, signature, 0);
        var headers = new CallbackHeaders(name => name switch
        {
            "X-Fal-Webhook-Request-Id" => ["r-1"],
            "X-Fal-Webhook-User-Id" => ["u-1"],
            "X-Fal-Webhook-Timestamp" => [time],
            "X-Fal-Webhook-Signature" => [Convert.ToHexStringLower(signature)],
            _ => [],
        });
        return await services.GetRequiredService<FalKeys>().VerifyAsync(headers, "{}"u8.ToArray(), CancellationToken.None) is CallbackVerdict.Genuine;
    }

    private static byte[] Secret(byte first) => [.. Enumerable.Range(first, 32).Select(number => (byte)number)];

    /// <summary>Publishes the key of a secret; of none, it is out of order.</summary>
    private sealed class KeySet : HttpMessageHandler
    {
        public byte[]? Secret { get; set; }

        public int Asked { get; set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            if (Secret is null)
            {
                return Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
            }

            var key = new byte[Ed25519.PublicKeySize];
            Ed25519.GeneratePublicKey(Secret, 0, key, 0);
            return Task.FromResult(new HttpResponseMessage { Content = new StringContent($$"""{"keys":[{"kty":"OKP","crv":"Ed25519","x":"{{Base64Url.EncodeToString(key)}}"}]}""") });
        }
    }
}
