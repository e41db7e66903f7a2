using System.Text.Json.Nodes;
using Commerce.Providers.Replicate;
using Commerce.Providers.Requests;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.Replicate;

[Category("Contract")]
public sealed class ReplicateClientTests
{
    private const string Film = "kwaivgi/kling-v2.1";

    private static readonly Lazy<Spec> Contract = new(() => new Spec(Places.Vendor("replicate/openapi.json")));

    [Test]
    public async Task A_prediction_goes_from_starting_over_processing_to_its_result()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(State("starting", status: 201), State("processing"), State("succeeded", "\"https://files.example.com/1.mp4\""));
        var client = Client(http);
        var job = await client.SubmitAsync((VideoRequest)Orders.Most(Orders.Model("replicate", Film), WorkTask.ImageToVideo), CancellationToken.None);
        Assert.That(job, Is.EqualTo(new Job("p-1", Film, JobState.Queued)));
        Assert.That((await client.PollAsync(job.Id, job.Model, CancellationToken.None)).State, Is.EqualTo(JobState.Running));
        Assert.That((await client.PollAsync(job.Id, job.Model, CancellationToken.None)).Outputs, Is.EqualTo(new[] { new JobOutput.Hosted(new Uri("https://files.example.com/1.mp4")) }));
        Assert.That(host.Requests[0].Json!["input"]!["duration"]!.GetValue<int>(), Is.EqualTo(10));
    }

    [Test]
    public async Task Several_pictures_come_as_a_list_and_a_quick_answer_is_final()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(State("succeeded", """["https://files.example.com/1.png","https://files.example.com/2.png"]""", status: 201));
        var job = await Client(http).SubmitAsync((ImageRequest)Orders.Most(Orders.Model("replicate", "black-forest-labs/flux-schnell"), WorkTask.TextToImage), CancellationToken.None);
        Assert.That((job.State, job.Outputs.Count), Is.EqualTo((JobState.Succeeded, 2)));
    }

    [TestCase("failed", "\"NSFW content detected\"", FailureKind.Refused)]
    [TestCase("failed", "\"CUDA out of memory\"", FailureKind.Unknown)]
    public async Task A_failed_prediction_says_why(string state, string error, FailureKind kind)
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(State(state, error: error));
        Assert.That((await Client(http).PollAsync("p-1", Film, CancellationToken.None)).Failure!.Kind, Is.EqualTo(kind));
    }

    [Test]
    public async Task Stopped_expired_and_unknown_states_are_told_apart()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(State("canceled"), State("aborted"), Scripted.Json("""{"id":"p-1","status":"succeeded","data_removed":true,"output":null}"""), State("resting"), State("canceled"));
        var client = Client(http);
        Assert.That((await client.PollAsync("p-1", Film, CancellationToken.None)).State, Is.EqualTo(JobState.Cancelled));
        Assert.That((await client.PollAsync("p-1", Film, CancellationToken.None)).State, Is.EqualTo(JobState.Cancelled));
        Assert.That((await client.PollAsync("p-1", Film, CancellationToken.None)).Failure!.Kind, Is.EqualTo(FailureKind.OutputExpired));
        Assert.That((await Reject.FailureAsync(() => client.PollAsync("p-1", Film, CancellationToken.None))).Kind, Is.EqualTo(FailureKind.Unknown));
        Assert.That(await client.CancelAsync("p-1", Film, CancellationToken.None), Is.True);
        Assert.That(client.TaskOf("""{"id":"p-1","status":"succeeded"}"""u8.ToArray()), Is.EqualTo("p-1"));
    }

    [TestCase(429, FailureKind.RateLimited)]
    [TestCase(402, FailureKind.OutOfCredit)]
    [TestCase(404, FailureKind.ModelGone)]
    [TestCase(422, FailureKind.InvalidRequest)]
    public async Task Errors_are_told_apart(int status, FailureKind kind)
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Scripted.Json("""{"detail":"Request was throttled."}""", status));
        Assert.That((await Reject.FailureAsync(() => Client(http).SubmitAsync((ImageRequest)Orders.Least(Orders.Model("replicate", "black-forest-labs/flux-schnell"), WorkTask.TextToImage), CancellationToken.None))).Kind, Is.EqualTo(kind));
    }

    [Test]
    public async Task The_host_itself_refuses_bad_requests()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        var bad = new Received("POST", "/v1/models/a/b/predictions", new Dictionary<string, string>(), new Dictionary<string, string>(), "application/json", JsonNode.Parse("""{"webhook_events_filter":["never"],"extra":1}"""), []);
        Assert.That(host.Judge(bad), Has.Count.EqualTo(3));
    }

    private static ReplicateClient Client(HttpClient http) => new(http, new VendorKey("secret-of-tests-1"), TestTime.Now);

    private static Scripted State(string state, string output = "null", string error = "null", int status = 200) =>
        Scripted.Json($$"""{"id":"p-1","status":"{{state}}","output":{{output}},"error":{{error}} }""", status);
}
