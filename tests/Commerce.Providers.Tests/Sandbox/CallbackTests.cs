using Commerce.Providers.Callbacks;
using Commerce.Providers.Fal;
using Commerce.Providers.Kie;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Sandbox;

/// <summary>Callbacks of the sandbox's vendors against the real verifiers.</summary>
public sealed class CallbackTests
{
    private static VendorSandbox Vendors => RunningSandbox.Vendors;

    [SetUp]
    public Task CalmAsync() => Vendors.CalmAsync();

    [Test]
    public async Task A_callback_is_genuine_and_names_its_task_and_a_forged_or_stale_one_is_refused([ValueSource(typeof(Sending), nameof(Sending.Callers))] object sending)
    {
        var order = (Sending)sending;
        await using var listener = await CallbackListener.StartAsync();
        using var sent = new Sent(order);
        var job = await sent.OrderAsync(listener.Address);
        var heard = await listener.NextAsync();
        Assert.That(sent.Client.TaskOf(heard.Body), Is.EqualTo(job.Id));
        Assert.That(await VerdictAsync(order.Vendor, heard), Is.TypeOf<CallbackVerdict.Genuine>());
        Assert.That((await sent.Client.PollAsync(job.Id, job.Model, CancellationToken.None)).State, Is.EqualTo(JobState.Succeeded));

        await Vendors.FaultAsync(order.Vendor, "callback-forged");
        await sent.OrderAsync(listener.Address);
        Assert.That(await VerdictAsync(order.Vendor, await listener.NextAsync()), Is.EqualTo(new CallbackVerdict.Refused(CallbackRefusal.BadSignature)));

        await Vendors.FaultAsync(order.Vendor, "callback-stale");
        await sent.OrderAsync(listener.Address);
        Assert.That(await VerdictAsync(order.Vendor, await listener.NextAsync()), Is.EqualTo(new CallbackVerdict.Refused(CallbackRefusal.WrongTime)));
    }

    [Test]
    public async Task Callbacks_come_twice_late_or_not_at_all_and_the_task_is_well()
    {
        await using var listener = await CallbackListener.StartAsync();
        using var sent = new Sent(Sending.Replicate);
        await Vendors.FaultAsync("replicate", "callback-twice");
        var twice = await sent.OrderAsync(listener.Address);
        Assert.That(new[] { sent.Client.TaskOf((await listener.NextAsync()).Body), sent.Client.TaskOf((await listener.NextAsync()).Body) }, Is.EqualTo(new[] { twice.Id, twice.Id }));

        await Vendors.FaultAsync("replicate", "callback-late", delay: 300);
        await Vendors.FaultAsync("replicate", "callback-early");
        await sent.OrderAsync(listener.Address);
        Assert.That((await listener.NextAsync()).Body, Is.Not.EqualTo((await listener.NextAsync()).Body), "one came before the end, one after it");

        await Vendors.FaultAsync("replicate", "callback-lost");
        Assert.That((await sent.EndAsync(await sent.OrderAsync(listener.Address))).State, Is.EqualTo(JobState.Succeeded));
        Assert.That(listener.Silent, Is.True);
    }

    [Test]
    public async Task OpenRouter_tells_of_the_task_without_a_signature()
    {
        await using var listener = await CallbackListener.StartAsync();
        using var sent = new Sent(Sending.OpenRouterFilm);
        var job = await sent.OrderAsync(listener.Address);
        Assert.That(sent.Client.TaskOf((await listener.NextAsync()).Body), Is.EqualTo(job.Id));
    }

    private static async Task<CallbackVerdict> VerdictAsync(string vendor, Heard heard)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (vendor == "kie") return new KieCallback(await Vendors.SecretAsync(vendor)).Verify(heard.Headers, heard.Body, now);
        if (vendor != "fal") return new StandardWebhooks(await Vendors.SecretAsync(vendor)).Verify(heard.Headers, heard.Body, now);
        using var http = Vendors.Http("fal");
        return FalCallback.Read(await http.GetByteArrayAsync(".well-known/jwks.json"))!.Verify(heard.Headers, heard.Body, now);
    }
}
