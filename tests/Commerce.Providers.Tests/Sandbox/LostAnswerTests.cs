using Commerce.Providers.Kling;
using Commerce.Providers.Requests;
using Commerce.Providers.Tests.Contract;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Sandbox;

/// <summary>An order whose answer was lost is found again where the vendor offers a way, and is not bought twice.</summary>
public sealed class LostAnswerTests
{
    private static VendorSandbox Vendors => RunningSandbox.Vendors;

    [Test]
    public async Task Kling_finds_an_order_by_its_key()
    {
        await Vendors.CalmAsync();
        using var http = Vendors.Http("kling");
        var client = new KlingClient(http, VendorSandbox.Key, TestTime.Now);
        var order = (VideoRequest)Orders.Least(Orders.Model("kling", "kling-3.0"), WorkTask.TextToVideo) with { Key = "lost-1" };
        Assert.That(await client.FindAsync(order.Key, order.Model.Id, CancellationToken.None), Is.Null);
        await Vendors.FaultAsync("kling", "lost-answer");
        Assert.That((await Reject.FailureAsync(() => client.SubmitAsync(order, CancellationToken.None))).Kind, Is.EqualTo(FailureKind.Timeout));
        Assert.That((await client.FindAsync(order.Key, order.Model.Id, CancellationToken.None))!.Id, Is.EqualTo((await Vendors.PurchasesAsync("kling")).Single(purchase => purchase.Key == order.Key).Order));
        Assert.That((await Reject.FailureAsync(() => client.SubmitAsync(order, CancellationToken.None))).Kind, Is.EqualTo(FailureKind.InvalidRequest), "the same key again");
        Assert.That((await Vendors.PurchasesAsync("kling")).Count(purchase => purchase.Key == order.Key), Is.EqualTo(1));
    }
}
