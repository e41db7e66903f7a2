using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Sandbox;

/// <summary>Every vendor of pictures and videos tells a good key from a wrong one, and sells nothing for it.</summary>
public sealed class KeyCheckTests
{
    private static Sending[] Vendors => [Sending.KieImage, Sending.Kling, Sending.Runway, Sending.OpenRouterImage, Sending.OpenAiImage, Sending.GoogleImage, Sending.Fal, Sending.Replicate];

    [Test]
    public async Task A_key_is_checked_without_buying_and_a_wrong_one_is_not_repeated()
    {
        foreach (var sending in Vendors)
        {
            var before = (await RunningSandbox.Vendors.PurchasesAsync(sending.Vendor)).Count;
            using var good = new Sent(sending);
            using var wrong = new Sent(sending, new VendorKey("wrong-key-nobody-may-read"));
            await ((IKeyCheck)good.Client).CheckAsync(CancellationToken.None);
            var failure = await Reject.FailureAsync(() => ((IKeyCheck)wrong.Client).CheckAsync(CancellationToken.None));
            Assert.That((sending.Vendor, failure.Kind), Is.EqualTo((sending.Vendor, FailureKind.KeyRefused)));
            Assert.That($"{failure}", Does.Not.Contain("nobody-may-read"));
            Assert.That((await RunningSandbox.Vendors.PurchasesAsync(sending.Vendor)).Count, Is.EqualTo(before));
        }
    }
}
