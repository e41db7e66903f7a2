using System.Text.Json.Nodes;
using Commerce.Providers.Requests;
using Commerce.Providers.Runway;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.Runway;

[Category("Contract")]
public sealed class RunwayClientTests
{
    private const string Id = "d2e3d1f4-1b3c-4b5c-8d46-1c1d7ee86892";
    private const string Film = "gen4_turbo";
    private const string Taken = $$$"""{"id":"{{{Id}}}","estimatedCost":{"credits":25}}""";

    private static readonly Lazy<Spec> Contract = new(() => new Spec(Places.Vendor("runway/openapi.json")));

    [Test]
    public async Task A_task_goes_from_throttled_over_running_to_its_results_and_says_what_it_costs()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Scripted.Json(Taken), State("throttled"), State("running"), State("succeeded"));
        var client = Client(http);
        var job = await client.SubmitAsync(Order(), CancellationToken.None);
        Assert.That(job, Is.EqualTo(new Job(Id, Film, JobState.Queued) { Estimate = new VendorCharge(25, "credits"), Outputs = job.Outputs }));
        var states = new List<Job>();
        for (var turn = 0; turn < 3; turn++) states.Add(await client.PollAsync(job.Id, job.Model, CancellationToken.None));
        Assert.That(states.Select(state => (state.State, state.Progress)), Is.EqualTo(new[] { (JobState.Queued, (double?)null), (JobState.Running, 0.2), (JobState.Succeeded, null) }));
        Assert.That((states[2].Outputs[1], states[2].Charge), Is.EqualTo((new JobOutput.Hosted(new Uri("https://example.com/output2.jpg")), new VendorCharge(25, "credits"))));
        Assert.That((host.Requests[0].Path, host.Requests[0].Headers["Authorization"], host.Requests[0].Json!["ratio"]!.GetValue<string>()), Is.EqualTo(("/v1/image_to_video", "Bearer secret-of-tests-1", "1280:720")));
    }

    [Test]
    public async Task A_refused_picture_says_so_and_costs_nothing()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(State("failed"), Scripted.Json($$$"""{"id":"{{{Id}}}","status":"FAILED","failure":"Something broke.","failureCode":"INTERNAL.BAD_OUTPUT","cost":{"credits":0}}"""));
        var job = await Client(http).PollAsync(Id, Film, CancellationToken.None);
        Assert.That((job.Failure!.Kind, job.Failure.Code, job.Charge), Is.EqualTo((FailureKind.Refused, "SAFETY.INPUT.IMAGE", new VendorCharge(0, "credits"))));
        Assert.That((await Client(http).PollAsync(Id, Film, CancellationToken.None)).Failure!.Kind, Is.EqualTo(FailureKind.Unknown));
    }

    [Test]
    public async Task Stopped_unreadable_and_deleted_tasks_are_told_apart()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Scripted.Json($$$"""{"id":"{{{Id}}}","status":"CANCELLED","cost":{"credits":3}}"""), Scripted.Json("""{"status":"RESTING"}"""), Scripted.Text("<html>"), Scripted.Json("""{"error":"Task not found"}""", 404), new Scripted(204, [], "", new Dictionary<string, string>()), Scripted.Json("""{"error":"Task not found"}""", 404));
        var client = Client(http);
        var stopped = await client.PollAsync(Id, Film, CancellationToken.None);
        Assert.That((stopped.State, stopped.Charge), Is.EqualTo((JobState.Cancelled, new VendorCharge(3, "credits"))));
        foreach (var kind in new[] { FailureKind.Unknown, FailureKind.Unknown, FailureKind.OutputExpired })
        {
            Assert.That((await Reject.FailureAsync(() => client.PollAsync(Id, Film, CancellationToken.None))).Kind, Is.EqualTo(kind));
        }
        Assert.That(await client.CancelAsync(Id, Film, CancellationToken.None), Is.True);
        Assert.That((await Reject.FailureAsync(() => client.CancelAsync(Id, Film, CancellationToken.None))).Kind, Is.EqualTo(FailureKind.OutputExpired));
    }

    [TestCase(400, """{"error":"Validation of body failed","issues":[{"code":"too_big","path":["promptText"],"message":"Too long"}],"docUrl":"https://docs.example.com"}""", FailureKind.InvalidRequest)]
    [TestCase(400, """{"error":"Validation of body failed","issues":[{"code":"invalid_value","path":["model"],"message":"No such model"}]}""", FailureKind.ModelGone)]
    [TestCase(400, """{"error":"You do not have enough credits to run this task."}""", FailureKind.OutOfCredit)]
    [TestCase(401, """{"error":"Unauthorized"}""", FailureKind.KeyRefused)]
    [TestCase(404, """{"error":"Not found"}""", FailureKind.ModelGone)]
    [TestCase(429, """{"error":"Daily limit"}""", FailureKind.RateLimited)]
    [TestCase(502, "{}", FailureKind.Timeout)]
    [TestCase(200, """{"estimatedCost":{"credits":1}}""", FailureKind.Unknown)]
    public async Task Errors_are_told_apart(int status, string answer, FailureKind kind)
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Scripted.Json(answer, status));
        Assert.That((await Reject.FailureAsync(() => Client(http).SubmitAsync(Order(), CancellationToken.None))).Kind, Is.EqualTo(kind));
    }

    [TestCase(true, 9)]
    [TestCase(false, null)]
    public async Task After_a_429_the_same_order_is_taken(bool waits, int? seconds)
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Scripted.Json("""{"error":"Too many"}""", 429, waits ? [("Retry-After", "9")] : []), Scripted.Json(Taken));
        Assert.That((await Reject.FailureAsync(() => Client(http).SubmitAsync(Order(), CancellationToken.None))).After, Is.EqualTo(seconds is { } some ? TimeSpan.FromSeconds(some) : (TimeSpan?)null));
        Assert.That((await Client(http).SubmitAsync(Order(), CancellationToken.None)).Id, Is.EqualTo(Id));
    }

    [Test]
    public async Task A_picture_goes_inside_the_order_unless_it_is_too_large()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Scripted.Json(Taken));
        await Client(http).SubmitAsync(Order() with { StartFrame = Orders.Held }, CancellationToken.None);
        Assert.That(host.Requests[0].Json!["promptImage"]!.GetValue<string>(), Does.StartWith("data:image/png;base64,"));
        var large = Order() with { StartFrame = new MediaInput.Held(new byte[4_000_000], "image/png") };
        Assert.That((await Reject.FailureAsync(() => Client(http).SubmitAsync(large, CancellationToken.None))).Code, Is.EqualTo("cannot-input"));
    }

    [Test]
    public async Task The_credit_is_read()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Scripted.Json("""{"tier":{"maxMonthlyCreditSpend":1,"models":{}},"creditBalance":1234,"usage":{"models":{}}}"""));
        Assert.That(await Client(http).CreditAsync(CancellationToken.None), Is.EqualTo(1234));
        Assert.That(Client(http).TaskOf("{}"u8.ToArray()), Is.Null);
    }

    [Test]
    public async Task The_host_itself_refuses_bad_requests()
    {
        await using var host = await HostAsync();
        var bad = new Received("POST", "/v1/recipes/product_ad", new Dictionary<string, string>(), new Dictionary<string, string>(), "application/json", JsonNode.Parse("""{"version":"2025-01","productImages":[],"ratio":"16:9"}"""), []);
        Assert.That(host.Judge(bad), Has.Count.EqualTo(4));
        Assert.That(host.Judge(bad with { Path = "/v1/image_to_video" }), Is.Not.Empty);
    }

    private static VideoRequest Order() => (VideoRequest)Orders.Least(Orders.Model("runway", Film), WorkTask.ImageToVideo);

    private static RunwayClient Client(HttpClient http) => new(http, new VendorKey("secret-of-tests-1"), TestTime.Now);

    private static Task<VendorHost> HostAsync() => VendorHost.StartAsync(Contract.Value);

    // The vendor's own examples.
    private static Scripted State(string name) => Scripted.Json(Places.Vendor("runway/openapi.json")["paths"]!["/v1/tasks/{id}"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["examples"]![name]!["value"]!);
}
