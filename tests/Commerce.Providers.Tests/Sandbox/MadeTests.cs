using Commerce.Providers.ElevenLabs;
using Commerce.Providers.Kie;
using Commerce.Providers.Requests;
using Commerce.Providers.Tests.Contract;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Sandbox;

/// <summary>Every client takes an order from submit to file against a vendor that behaves.</summary>
public sealed class MadeTests
{
    private static VendorSandbox Vendors => RunningSandbox.Vendors;

    [SetUp]
    public Task CalmAsync() => Vendors.CalmAsync();

    [Test]
    public async Task An_order_is_made_bought_once_and_gives_real_files([ValueSource(typeof(Sending), nameof(Sending.All))] object sending)
    {
        var (order, before) = ((Sending)sending, (await Vendors.PurchasesAsync(((Sending)sending).Vendor)).Count);
        using var sent = new Sent(order);
        var job = await sent.MadeAsync();
        Assert.That((job.State, job.Failure), Is.EqualTo((JobState.Succeeded, (VendorFailure?)null)));
        foreach (var output in job.Outputs) Assert.That(FileKind.Of(await sent.BytesAsync(output)), Is.AnyOf("jpeg", "png", "mp4", "mp3"));
        Assert.That((await Vendors.PurchasesAsync(order.Vendor)).Skip(before).Select(purchase => purchase.Vendor), Is.EqualTo(new[] { order.Vendor }));
    }

    [Test]
    public async Task States_come_in_their_order_when_the_vendor_is_asked([ValueSource(typeof(Sending), nameof(Sending.Tasks))] object sending)
    {
        await Vendors.PaceAsync(new { queuedAsks = 1, runningAsks = 1 });
        using var sent = new Sent((Sending)sending);
        var job = await sent.OrderAsync();
        var states = new List<JobState> { job.State };
        while (job.State != JobState.Succeeded) states.Add((job = await sent.Client.PollAsync(job.Id, job.Model, CancellationToken.None)).State);
        // Veo at kie does not tell waiting from working.
        Assert.That(states, Is.EqualTo(new[] { JobState.Queued, ((Sending)sending).Name == "kie-veo" ? JobState.Running : JobState.Queued, JobState.Running, JobState.Succeeded }));
    }

    [Test]
    public async Task Files_have_the_kind_and_shape_that_was_asked_for()
    {
        Assert.That(await KindsAsync(Sending.Fal), Is.EqualTo(new[] { "jpeg", "jpeg" }));
        Assert.That(await KindsAsync(Sending.GoogleFilm), Is.EqualTo(new[] { "mp4" }));
        Assert.That(await KindsAsync(Sending.ElevenLabs), Is.EqualTo(new[] { "mp3" }));
        using var sent = new Sent(Sending.OpenAiImage);
        Assert.That(FileKind.SizeOfPng(await sent.BytesAsync((await sent.MadeAsync()).Outputs[0])), Is.EqualTo((1536, 1024)));
    }

    [Test]
    public async Task A_film_of_Googles_is_given_out_against_the_key_only()
    {
        using var sent = new Sent(Sending.GoogleFilm);
        using var stranger = new HttpClient();
        var film = (JobOutput.Keyed)(await sent.MadeAsync()).Outputs.Single();
        using var refused = await stranger.GetAsync(film.Address);
        Assert.That(((int)refused.StatusCode, FileKind.Of(await sent.BytesAsync(film))), Is.EqualTo((403, "mp4")));
    }

    [Test]
    public async Task A_task_is_stopped_where_the_vendor_can()
    {
        foreach (var sending in new[] { Sending.Replicate, Sending.GoogleFilm })
        {
            await Vendors.FaultAsync(sending.Vendor, "stuck");
            using var sent = new Sent(sending);
            var job = await sent.OrderAsync();
            Assert.That(await sent.Client.CancelAsync(job.Id, job.Model, CancellationToken.None), Is.True);
            Assert.That((await sent.Client.PollAsync(job.Id, job.Model, CancellationToken.None)).State, Is.EqualTo(JobState.Cancelled));
        }
    }

    [Test]
    public async Task Kie_tells_its_credit_and_speaks()
    {
        using var sent = new Sent(Sending.KieImage);
        var client = (KieClient)sent.Client;
        Assert.That(await client.CreditAsync(CancellationToken.None), Is.GreaterThan(0));
        var speech = (SpeechRequest)Orders.Least(Orders.Model("kie", "elevenlabs/text-to-speech-multilingual-v2"), WorkTask.TextToSpeech, "Rachel");
        var job = await sent.EndAsync(await client.SubmitAsync(speech, CancellationToken.None));
        Assert.That(FileKind.Of(await sent.BytesAsync(job.Outputs.Single())), Is.EqualTo("mp3"));
    }

    [Test]
    public async Task Voices_are_cloned_heard_and_deleted()
    {
        using var http = Vendors.Http("elevenlabs");
        var client = new ElevenLabsClient(http, VendorSandbox.Key, TestTime.Now);
        var voice = await client.CloneAsync("Cora", [new MediaInput.Held("sound"u8.ToArray(), "audio/mpeg")], CancellationToken.None);
        Assert.That((await client.VoicesAsync(CancellationToken.None)).Select(entry => entry.Id), Does.Contain(voice).And.Contain("narrator"));
        var order = (SpeechRequest)Orders.Least(Orders.Model("elevenlabs", "eleven_multilingual_v2"), WorkTask.TextToSpeech, voice) with { Timestamps = true };
        Assert.That((await client.SubmitAsync(order, CancellationToken.None)).Outputs, Has.Count.EqualTo(2));
        await client.DeleteAsync(voice, CancellationToken.None);
        Assert.That((await client.VoicesAsync(CancellationToken.None)).Select(entry => entry.Id), Does.Not.Contain(voice));
    }

    private static async Task<IReadOnlyList<string>> KindsAsync(Sending sending)
    {
        using var sent = new Sent(sending);
        var kinds = new List<string>();
        foreach (var output in (await sent.MadeAsync()).Outputs) kinds.Add(FileKind.Of(await sent.BytesAsync(output)));
        return kinds;
    }
}
