using System.Net;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Sandbox;

/// <summary>Every client tells the same misbehaviour in the same words, whatever the vendor's own.</summary>
public sealed class FaultTests
{
    private static VendorSandbox Vendors => RunningSandbox.Vendors;

    [SetUp]
    public Task CalmAsync() => Vendors.CalmAsync();

    [Test]
    public async Task Too_many_calls_ask_for_a_wait_and_then_the_same_order_is_bought_once([ValueSource(typeof(Sending), nameof(Sending.All))] object sending)
    {
        var (order, before) = await BeforeAsync(sending);
        using var sent = new Sent(order);
        await Vendors.FaultAsync(order.Vendor, "429", match: "order", retryAfter: 3);
        Assert.That(Told(await FailureAsync(sent)), Is.EqualTo((FailureKind.RateLimited, TimeSpan.FromSeconds(3))));
        await Vendors.FaultAsync(order.Vendor, "429", match: "order");
        Assert.That(Told(await FailureAsync(sent)), Is.EqualTo((FailureKind.RateLimited, (TimeSpan?)null)));
        await Vendors.FaultAsync(order.Vendor, "5xx", match: "order");
        Assert.That((await FailureAsync(sent)).Kind, Is.EqualTo(FailureKind.Overloaded));
        Assert.That((await sent.MadeAsync()).State, Is.EqualTo(JobState.Succeeded));
        Assert.That(await BoughtAsync(order, before), Is.EqualTo(1));
    }

    [TestCase("cut", 0)]
    [TestCase("lost-answer", 1)]
    [TestCase("hang", 0)]
    [TestCase("broken", 1)]
    public async Task A_connection_that_ends_leaves_it_open_whether_it_was_bought(string kind, int bought)
    {
        foreach (var sending in Sending.All)
        {
            var (order, before) = await BeforeAsync(sending);
            using var sent = new Sent(order, patience: kind == "hang" ? TimeSpan.FromMilliseconds(150) : null);
            await Vendors.FaultAsync(order.Vendor, kind, match: "order");
            Assert.That((order.Name, (await FailureAsync(sent)).Kind), Is.EqualTo((order.Name, FailureKind.Timeout)));
            Assert.That((order.Name, await BoughtAsync(order, before)), Is.EqualTo((order.Name, bought)));
        }
    }

    [Test]
    public async Task An_answer_that_cannot_be_read_is_unknown([Values("malformed", "wrong-type")] string kind)
    {
        // Half a sound is a sound to whoever does not play it.
        foreach (var order in Sending.All.Where(order => order.Name is not ("elevenlabs" or "openrouter-speech")))
        {
            using var sent = new Sent(order);
            await Vendors.FaultAsync(order.Vendor, kind, match: "order");
            Assert.That((order.Name, (await FailureAsync(sent)).Kind), Is.EqualTo((order.Name, FailureKind.Unknown)));
        }
    }

    [Test]
    public async Task An_answer_that_drips_is_waited_for([ValueSource(typeof(Sending), nameof(Sending.All))] object sending)
    {
        var order = (Sending)sending;
        using var sent = new Sent(order);
        await Vendors.FaultAsync(order.Vendor, "slow", match: "order");
        Assert.That((await sent.MadeAsync()).State, Is.EqualTo(JobState.Succeeded));
    }

    [Test]
    public async Task An_empty_account_is_out_of_credit_and_a_wrong_key_is_told_as_one([ValueSource(typeof(Sending), nameof(Sending.All))] object sending)
    {
        var (order, before) = await BeforeAsync(sending);
        using var stranger = new Sent(order, new VendorKey("wrong-key"));
        Assert.That((await FailureAsync(stranger)).Kind, Is.EqualTo(FailureKind.KeyRefused));
        using var sent = new Sent(order);
        await Vendors.FaultAsync(order.Vendor, "out-of-credit");
        Assert.That((await FailureAsync(sent)).Kind, Is.EqualTo(FailureKind.OutOfCredit));
        Assert.That(await BoughtAsync(order, before), Is.Zero);
    }

    [Test]
    public async Task A_model_that_was_shut_down_is_gone([ValueSource(typeof(Sending), nameof(Sending.All))] object sending)
    {
        var order = (Sending)sending;
        using var sent = new Sent(order);
        await Vendors.FaultAsync(order.Vendor, "gone");
        Assert.That((await FailureAsync(sent)).Kind, Is.EqualTo(FailureKind.ModelGone));
    }

    [Test]
    public async Task A_refusal_is_told_as_one([ValueSource(typeof(Sending), nameof(Sending.All))] object sending)
    {
        var order = (Sending)sending;
        using var sent = new Sent(order);
        await Vendors.FaultAsync(order.Vendor, "refused");
        Assert.That((await FailureAsync(sent)).Kind, Is.EqualTo(FailureKind.Refused));
    }

    [Test]
    public async Task A_task_that_fails_says_so([ValueSource(typeof(Sending), nameof(Sending.Tasks))] object sending)
    {
        var order = (Sending)sending;
        using var sent = new Sent(order);
        await Vendors.FaultAsync(order.Vendor, "failed");
        Assert.That((await sent.MadeAsync()).State, Is.EqualTo(JobState.Failed));
    }

    [Test]
    public async Task An_address_of_an_output_expires()
    {
        foreach (var order in Sending.Tasks)
        {
            using var sent = new Sent(order);
            var output = (await sent.MadeAsync()).Outputs[0];
            await Vendors.FaultAsync(order.Vendor, "expired");
            Assert.That((order.Name, (await Assert.ThrowsAsync<HttpRequestException>(() => sent.BytesAsync(output)))!.StatusCode), Is.EqualTo((order.Name, (HttpStatusCode?)HttpStatusCode.Forbidden)));
            Assert.That(await sent.BytesAsync(output), Is.Not.Empty);
        }
    }

    [Test]
    public async Task Replicate_throws_results_away()
    {
        await Vendors.PaceAsync(new { keptMs = 0 });
        using var sent = new Sent(Sending.Replicate);
        var job = await sent.OrderAsync();
        await sent.EndAsync(job);
        await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        Assert.That((await sent.Client.PollAsync(job.Id, job.Model, CancellationToken.None)).Failure!.Kind, Is.EqualTo(FailureKind.OutputExpired));
    }

    private static async Task<(Sending Order, int Before)> BeforeAsync(object sending) => ((Sending)sending, (await Vendors.PurchasesAsync(((Sending)sending).Vendor)).Count);

    private static async Task<int> BoughtAsync(Sending order, int before) => (await Vendors.PurchasesAsync(order.Vendor)).Count - before;

    private static (FailureKind, TimeSpan?) Told(VendorFailure failure) => (failure.Kind, failure.After);

    // A failure comes at once, or with the task.
    private static async Task<VendorFailure> FailureAsync(Sent sent)
    {
        VendorFailure? late = null;
        try
        {
            late = (await sent.MadeAsync()).Failure;
        }
        catch (VendorException error)
        {
            return error.Failure;
        }
        return late ?? throw new AssertionException("It did not fail.");
    }
}
