using System.Security.Cryptography;
using System.Text;
using Commerce.Data;
using Commerce.Generations;
using Commerce.Providers.Callbacks;
using Commerce.Routing;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Routing;

/// <summary>What vendors say by themselves: it makes a row due, once, and is believed in nothing else.</summary>
[Category("Database")]
public sealed class CallbackTests : RoutingFixture
{
    [Test]
    public async Task A_callback_makes_a_waiting_row_due_and_a_copy_of_it_does_nothing()
    {
        var (store, order) = await WaitingAsync();
        Assert.That(await CallAsync(Routed, Clock, order.Callback!, order.Task), Is.True);
        Assert.That(await CallAsync(Routed, Clock, order.Callback!, order.Task), Is.True);

        var row = await RowAsync(store.Id);
        Assert.That((row.State, row.DueAt), Is.EqualTo((GenerationState.Waiting, (DateTimeOffset?)Clock.GetUtcNow())));
        Assert.That((await HistoryAsync(store.Id)).Count(line => line == "The provider called"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_callback_never_says_what_became_of_a_task()
    {
        var (store, order) = await WaitingAsync();
        Vendors.OnState = _ => "generating";
        await CallAsync(Routed, Clock, order.Callback!, order.Task);
        await AdvanceAsync(store.Id);
        Assert.That((await RowAsync(store.Id)).State, Is.EqualTo(GenerationState.Waiting));
    }

    [TestCase("signature")]
    [TestCase("address")]
    [TestCase("vendor")]
    [TestCase("time")]
    public async Task A_forged_callback_is_refused_and_changes_nothing(string forged)
    {
        var (store, order) = await WaitingAsync();
        var before = (await RowAsync(store.Id)).DueAt;
        var address = forged switch
        {
            "address" => order.Callback![..^6] + "AAAAAA",
            "vendor" => order.Callback!.Replace("/kie/", "/replicate/", StringComparison.Ordinal),
            _ => order.Callback!,
        };
        Assert.That(await CallAsync(Routed, Clock, address, order.Task, forged == "signature" ? "another secret" : CallbackSecret, forged == "time" ? TimeSpan.FromMinutes(-6) : TimeSpan.Zero), Is.False);
        Assert.That((await RowAsync(store.Id)).DueAt, Is.EqualTo(before));
    }

    [Test]
    public async Task A_callback_that_comes_before_the_answer_to_the_order_is_remembered_for_the_case_that_the_answer_is_lost()
    {
        var store = await AddStoreAsync();
        Vendors.OnTaken = _ =>
        {
            var order = Vendors.Orders.Single();
            Assert.That(CallAsync(Routed, Clock, order.Callback!, order.Task).GetAwaiter().GetResult(), Is.True);
            throw new HttpRequestException("The line broke.");
        };
        await OrderAsync(store, "kie:google/nano-banana-edit");
        await DrainRoutedAsync(store.Id);
        Assert.That(((await RowAsync(store.Id)).State, Vendors.Orders.Count), Is.EqualTo((GenerationState.Done, 1)), string.Join(" / ", await HistoryAsync(store.Id)));
    }

    [Test]
    public async Task A_late_callback_of_an_earlier_attempt_is_of_no_effect()
    {
        var (store, order) = await WaitingAsync();
        await InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().Generations.ExecuteUpdateAsync(row => row.SetProperty(one => one.Attempt, 2)));
        var before = (await RowAsync(store.Id)).DueAt;
        Assert.That(await CallAsync(Routed, Clock, order.Callback!, order.Task), Is.True);
        Assert.That((await RowAsync(store.Id)).DueAt, Is.EqualTo(before));
    }

    [Test]
    public async Task What_no_vendor_calls_a_task_is_kept_nowhere()
    {
        var store = await AddStoreAsync();
        Vendors.OnTaken = _ => throw new HttpRequestException("The line broke.");
        await OrderAsync(store, "kie:google/nano-banana-edit");
        await AdvanceAsync(store.Id);
        Assert.That(await CallAsync(Routed, Clock, Vendors.Orders.Single().Callback!, new string('t', 201)), Is.True, "it is signed");
        var row = await RowAsync(store.Id);
        Assert.That((row.State, row.TaskId), Is.EqualTo((GenerationState.Uncertain, (string?)null)));
        Assert.That(await InStoreAsync(store.Id, scope => scope.GetRequiredService<CommerceContext>().ProviderCallbacks.Select(callback => callback.TaskId).SingleAsync()), Is.Null);
    }

    internal static Task<bool> CallAsync(IServiceProvider services, TestClock clock, string address, string task, string secret = CallbackSecret, TimeSpan away = default)
    {
        var (time, parts) = ((clock.GetUtcNow() + away).ToUnixTimeSeconds(), new Uri(address).AbsolutePath.Split('/'));
        var signature = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{task}.{time}")));
        var headers = new CallbackHeaders(name => name switch
        {
            "X-Webhook-Timestamp" => [$"{time}"],
            "X-Webhook-Signature" => [signature],
            _ => [],
        });
        return services.GetRequiredService<CallbackDoor>().TakeAsync(parts[2], parts[3], headers, Encoding.UTF8.GetBytes($$$"""{"code":200,"data":{"taskId":"{{{task}}}","state":"success"}}"""), CancellationToken.None);
    }

    private async Task<(TestStore Store, (string Vendor, string Key, string Task, string? Callback) Order)> WaitingAsync()
    {
        var store = await AddStoreAsync();
        Vendors.OnState = _ => "generating";
        await OrderAsync(store, "kie:google/nano-banana-edit");
        await AdvanceAsync(store.Id);
        Vendors.OnState = _ => "success";
        return (store, Vendors.Orders.Single());
    }
}
