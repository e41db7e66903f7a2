using Commerce.Providers.Fal;
using Commerce.Providers.Requests;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.Fal;

[Category("Contract")]
public sealed class FalClientTests
{
    private const string Film = "fal-ai/kling-video/v2.1/standard/image-to-video";

    [Test]
    public async Task A_task_goes_from_queued_over_running_to_its_result()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Taken(), State("IN_QUEUE"), State("IN_PROGRESS"), State("COMPLETED"), Scripted.Json("""{"video":{"url":"https://files.example.com/1.mp4"}}"""));
        var client = Client(http);
        var job = await client.SubmitAsync((VideoRequest)Orders.Most(Orders.Model("fal", Film), WorkTask.ImageToVideo), CancellationToken.None);
        var states = new List<Job>();
        for (var turn = 0; turn < 3; turn++) states.Add(await client.PollAsync(job.Id, job.Model, CancellationToken.None));
        Assert.That(states.Select(state => state.State), Is.EqualTo(new[] { JobState.Queued, JobState.Running, JobState.Succeeded }));
        Assert.That(states[2].Outputs, Is.EqualTo(new[] { new JobOutput.Hosted(new Uri("https://files.example.com/1.mp4")) }));
        Assert.That(host.Requests.Select(request => request.Path).Distinct(), Is.EqualTo(new[] { $"/{Film}", "/fal-ai/kling-video/requests/r-1/status", "/fal-ai/kling-video/requests/r-1" }));
        Assert.That((host.Requests[0].Query["fal_webhook"], host.Requests[0].Json!["duration"]!.GetValue<string>()), Is.EqualTo((Orders.Callback.AbsoluteUri, "10")));
    }

    [Test]
    public async Task Pictures_are_made_and_a_held_one_goes_inside_an_address()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Taken(), Taken());
        await Client(http).SubmitAsync((ImageRequest)Orders.Most(Orders.Model("fal", "fal-ai/flux/schnell"), WorkTask.TextToImage), CancellationToken.None);
        await Client(http).SubmitAsync((ImageRequest)Orders.Least(Orders.Model("fal", "fal-ai/birefnet"), WorkTask.RemoveBackground) with { References = [Orders.Held] }, CancellationToken.None);
        Assert.That(host.Requests[0].Json!["image_size"]!.GetValue<string>(), Is.EqualTo("landscape_16_9"));
        Assert.That(host.Requests[1].Json!["image_url"]!.GetValue<string>(), Does.StartWith("data:image/png;base64,"));
    }

    [Test]
    public async Task A_failure_is_read_beside_the_state_and_in_the_place_of_the_result()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Scripted.Json("""{"status":"COMPLETED","error":"runner died","error_type":"runner_error"}"""), State("COMPLETED"), Scripted.Json("""{"detail":[{"msg":"not allowed","type":"content_policy_violation"}]}""", 422), State("FAILED"));
        var client = Client(http);
        Assert.That((await client.PollAsync("r-1", Film, CancellationToken.None)).Failure!.Kind, Is.EqualTo(FailureKind.Unknown));
        Assert.That((await client.PollAsync("r-1", Film, CancellationToken.None)).Failure!.Kind, Is.EqualTo(FailureKind.Refused));
        Assert.That((await Reject.FailureAsync(() => client.PollAsync("r-1", Film, CancellationToken.None))).Message, Does.Contain("FAILED"));
    }

    [TestCase(429, """{"detail":"slow"}""", FailureKind.RateLimited)]
    [TestCase(403, """{"detail":"User is locked. Reason: Exhausted balance."}""", FailureKind.OutOfCredit)]
    [TestCase(401, """{"detail":"Cannot access application. Authentication is required to access this application."}""", FailureKind.KeyRefused)]
    [TestCase(404, """{"detail":"Application not found"}""", FailureKind.ModelGone)]
    [TestCase(404, "{}", FailureKind.ModelGone)]
    [TestCase(422, """{"detail":[{"msg":"field required","type":"missing"}]}""", FailureKind.InvalidRequest)]
    [TestCase(500, "{}", FailureKind.Overloaded)]
    public async Task Errors_are_told_apart_and_the_same_order_is_taken_later(int status, string answer, FailureKind kind)
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Scripted.Json(answer, status), Taken());
        var order = (ImageRequest)Orders.Least(Orders.Model("fal", "fal-ai/flux/schnell"), WorkTask.TextToImage);
        Assert.That((await Reject.FailureAsync(() => Client(http).SubmitAsync(order, CancellationToken.None))).Kind, Is.EqualTo(kind));
        Assert.That((await Client(http).SubmitAsync(order, CancellationToken.None)).Id, Is.EqualTo("r-1"));
    }

    [Test]
    public async Task A_task_is_stopped_and_a_callback_names_it()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Scripted.Json("""{"status":"CANCELLATION_REQUESTED"}""", 202));
        Assert.That(await Client(http).CancelAsync("r-1", Film, CancellationToken.None), Is.True);
        Assert.That(Client(http).TaskOf("""{"request_id":"r-1","status":"OK","payload":{}}"""u8.ToArray()), Is.EqualTo("r-1"));
    }

    [Test]
    public async Task The_host_itself_refuses_bad_requests()
    {
        await using var host = await HostAsync();
        var bad = new Received("POST", "/fal-ai/flux", new Dictionary<string, string> { ["fal_webhook"] = "http://plain.example.com" }, new Dictionary<string, string>(), "application/json", new System.Text.Json.Nodes.JsonObject(), []);
        Assert.That(host.Judge(bad), Has.Count.EqualTo(3));
    }

    private static FalClient Client(HttpClient http) => new(http, new VendorKey("secret-of-tests-1"), TestTime.Now);

    private static Task<VendorHost> HostAsync() => VendorHost.StartAsync(new Spec(Places.Ours("fal.json")));

    private static Scripted Taken() => Scripted.Json("""{"request_id":"r-1"}""");

    private static Scripted State(string state) => Scripted.Json(new System.Text.Json.Nodes.JsonObject { ["status"] = state });
}
