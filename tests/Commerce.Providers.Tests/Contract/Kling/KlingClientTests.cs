using System.Text;
using System.Text.Json.Nodes;
using Commerce.Providers.Callbacks;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Kling;
using Commerce.Providers.Requests;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.Kling;

[Category("Contract")]
public sealed class KlingClientTests
{
    private const string Film = "kling-3.0";

    private static readonly Lazy<Spec> Contract = new(() => new Spec(Places.Ours("kling.json")));

    [Test]
    public async Task A_task_goes_from_submitted_over_processing_to_its_video_and_its_price()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Taken(), Tasks(Task("submitted")), Tasks(Task("processing")), Tasks(Task("succeeded", Made)));
        var client = Client(http);
        var job = await client.SubmitAsync((VideoRequest)Orders.Most(Orders.Model("kling", Film), WorkTask.ImageToVideo), CancellationToken.None);
        Assert.That(job, Is.EqualTo(new Job("893605946402811985", Film, JobState.Queued)));
        var states = new List<Job>();
        for (var turn = 0; turn < 3; turn++) states.Add(await client.PollAsync(job.Id, job.Model, CancellationToken.None));
        Assert.That(states.Select(state => state.State), Is.EqualTo(new[] { JobState.Queued, JobState.Running, JobState.Succeeded }));
        Assert.That((states[2].Outputs.Single(), states[2].Charge), Is.EqualTo((new JobOutput.Hosted(new Uri("https://files.example.com/1.mp4")), new VendorCharge(0.42m, "USD"))));
        var asked = host.Requests[0].Json!;
        Assert.That((asked["options"]!["external_task_id"]!.GetValue<string>(), asked["settings"]!["audio"]!.GetValue<string>(), asked["contents"]![2]!["type"]!.GetValue<string>()), Is.EqualTo(("key-1", "native", "last_frame")));
        Assert.That((host.Requests[1].Query["task_ids"], host.Requests[0].Headers["Authorization"]), Is.EqualTo(("893605946402811985", "Bearer secret-of-tests-1")));
    }

    [Test]
    public async Task After_a_lost_answer_the_task_is_found_by_the_orders_key_or_is_known_not_to_be()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        using var broken = new HttpClient(new Breaking()) { BaseAddress = host.Address };
        var order = (VideoRequest)Orders.Least(Orders.Model("kling", Film), WorkTask.TextToVideo);
        Assert.That((await Reject.FailureAsync(() => Client(broken).SubmitAsync(order, CancellationToken.None))).Kind, Is.EqualTo(FailureKind.Timeout));
        host.Then(Tasks(Task("processing")), Tasks(), Scripted.Json("""{"code":1203,"message":"none"}""", 404), Scripted.Json("""{"code":1303,"message":"slow"}""", 429));
        Assert.That((await Client(http).FindAsync(order.Key, Film, CancellationToken.None))!.Id, Is.EqualTo("893605946402811985"));
        for (var turn = 0; turn < 2; turn++) Assert.That(await Client(http).FindAsync(order.Key, Film, CancellationToken.None), Is.Null);
        Assert.That((await Reject.FailureAsync(() => Client(http).FindAsync(order.Key, Film, CancellationToken.None))).Kind, Is.EqualTo(FailureKind.RateLimited));
        Assert.That(host.Requests[0].Query["external_task_ids"], Is.EqualTo("key-1"));
    }

    [TestCase("Failed due to content risk control", FailureKind.Refused)]
    [TestCase("Internal error", FailureKind.Unknown)]
    [TestCase("", FailureKind.Unknown)]
    public async Task A_task_that_failed_says_why(string message, FailureKind kind)
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Tasks(Task("failed", new JsonObject { ["message"] = message, ["billing"] = new JsonArray(new JsonObject { ["charge_type"] = "unit", ["amount"] = "0" }) })));
        var job = await Client(http).PollAsync("893605946402811985", Film, CancellationToken.None);
        Assert.That((job.State, job.Failure!.Kind, job.Charge), Is.EqualTo((JobState.Failed, kind, new VendorCharge(0, "units"))));
    }

    [Test]
    public async Task Answers_that_cannot_be_read_fail_and_a_success_without_a_video_is_none()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Tasks(Task("succeed")), Scripted.Json("""{"data":[]}"""), Scripted.Text("<html>"), Tasks(new JsonObject { ["status"] = "submitted" }), Tasks(Task("succeeded")));
        for (var turn = 0; turn < 4; turn++) Assert.That((await Reject.FailureAsync(() => Client(http).PollAsync("1", Film, CancellationToken.None))).Kind, Is.EqualTo(FailureKind.Unknown));
        Assert.That((await Client(http).PollAsync("1", Film, CancellationToken.None)).Failure!.Kind, Is.EqualTo(FailureKind.Unknown));
    }

    [TestCase(401, 1002, FailureKind.KeyRefused)]
    [TestCase(429, 1102, FailureKind.OutOfCredit)]
    [TestCase(400, 1201, FailureKind.InvalidRequest)]
    [TestCase(400, 1301, FailureKind.Refused)]
    [TestCase(429, 1303, FailureKind.RateLimited)]
    [TestCase(404, 9999, FailureKind.ModelGone)]
    [TestCase(503, 5001, FailureKind.Overloaded)]
    [TestCase(504, 5002, FailureKind.Timeout)]
    [TestCase(200, 1301, FailureKind.Refused)]
    [TestCase(200, 9999, FailureKind.Unknown)]
    public async Task Errors_are_told_apart(int status, int code, FailureKind kind)
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Scripted.Json(new JsonObject { ["code"] = code, ["message"] = "no", ["request_id"] = "q" }, status));
        Assert.That((await Reject.FailureAsync(() => Client(http).SubmitAsync((VideoRequest)Orders.Least(Orders.Model("kling", Film), WorkTask.TextToVideo), CancellationToken.None))).Kind, Is.EqualTo(kind));
    }

    [TestCase("7", 7)]
    [TestCase(null, null)]
    public async Task After_a_429_the_same_order_is_taken(string? wait, int? seconds)
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        var busy = Scripted.Json("""{"code":1303,"message":"parallel task over resource pack limit"}""", 429);
        host.Then(wait is null ? busy : busy with { Headers = new Dictionary<string, string> { ["Retry-After"] = wait } }, Taken());
        var order = (VideoRequest)Orders.Least(Orders.Model("kling", Film), WorkTask.ImageToVideo) with { StartFrame = Orders.Held };
        Assert.That((await Reject.FailureAsync(() => Client(http).SubmitAsync(order, CancellationToken.None))).After?.TotalSeconds, Is.EqualTo((double?)seconds));
        Assert.That((await Client(http).SubmitAsync(order, CancellationToken.None)).State, Is.EqualTo(JobState.Queued));
        Assert.That(host.Requests[1].Json!["contents"]![1]!["url"]!.GetValue<string>(), Is.EqualTo("iVBORw=="));
    }

    [Test]
    public async Task Every_model_takes_the_least_and_the_most_that_the_catalogue_knows()
    {
        foreach (var model in ModelCatalogue.Shipped.Models.Where(model => model.Vendor == "kling"))
        {
            await using var host = await HostAsync();
            using var http = host.Client();
            foreach (var order in model.Tasks.SelectMany(task => new[] { Orders.Least(model, task), Orders.Most(model, task) }))
            {
                host.Then(Taken());
                await Client(http).SubmitAsync((VideoRequest)order, CancellationToken.None);
            }
            Assert.That(host.Requests.SelectMany(host.Unjudged), Is.Empty);
            foreach (var request in host.Requests) Assert.That(Contract.Value.Find("POST", request.Path)!.Uncompiled("application/json"), Is.Empty);
        }
    }

    [Test]
    public async Task What_a_model_makes_in_one_size_only_is_refused_in_others_without_a_call()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        async Task<string?> NearestAsync(string model, Func<VideoRequest, VideoRequest> change) => (await Reject.FailureAsync(() => Client(http).SubmitAsync(change((VideoRequest)Orders.Least(Orders.Model("kling", model), WorkTask.ImageToVideo)), CancellationToken.None))).Nearest;
        Assert.That(await NearestAsync("kling-2.6", order => order with { Sound = true }), Is.EqualTo("1080p"));
        Assert.That(await NearestAsync("kling-2.5-turbo", order => order with { EndFrame = Orders.Second, Resolution = "720p" }), Is.EqualTo("1080p"));
        var large = (VideoRequest)Orders.Least(Orders.Model("kling", Film), WorkTask.ImageToVideo) with { StartFrame = new MediaInput.Held(new byte[10_000_001], "image/png") };
        Assert.That((await Reject.FailureAsync(() => Client(http).SubmitAsync(large, CancellationToken.None))).Code, Is.EqualTo("cannot-input"));
        Assert.That(await Client(http).CancelAsync("1", Film, CancellationToken.None), Is.False);
    }

    [Test]
    public void The_vendors_own_callback_is_genuine_and_names_its_task()
    {
        var body = Encoding.UTF8.GetBytes("""{"id":"1234567890","status":"succeeded","message":"","create_time":1781080778802,"update_time":1781080794151}""");
        var headers = new Dictionary<string, string> { ["webhook-id"] = "9876543210", ["webhook-timestamp"] = "1781080794", ["webhook-signature"] = "v1,UsKlJP00XoQyOn410NM9xv34sP+Gl0jnOO9Lcpr7NJ4=" };
        var verdict = new StandardWebhooks("whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI=").Verify(new CallbackHeaders(name => headers.TryGetValue(name, out var value) ? [value] : []), body, DateTimeOffset.FromUnixTimeSeconds(1781080800));
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") };
        Assert.That((verdict, Client(http).TaskOf(body), Client(http).TaskOf("no json"u8.ToArray())), Is.EqualTo((new CallbackVerdict.Genuine("9876543210", true), "1234567890", (string?)null)));
    }

    [Test]
    public async Task The_host_itself_refuses_bad_requests()
    {
        await using var host = await HostAsync();
        var bad = new Received("POST", "/text-to-video/kling-2.6", new Dictionary<string, string>(), new Dictionary<string, string>(), "application/json", JsonNode.Parse("""{"settings":{"duration":7,"seed":1},"options":{"callback_url":"http://plain.example.com"}}"""), []);
        Assert.That(host.Judge(bad), Has.Count.EqualTo(5));
        Assert.That(host.Judge(bad with { Path = "/v1/videos/text2video" }), Is.Not.Empty);
        var inside = JsonNode.Parse("""{"contents":[{"type":"prompt","text":"a"},{"type":"first_frame","url":"data:image/png;base64,AAAA"}]}""");
        Assert.That(host.Judge(bad with { Path = "/image-to-video/kling-3.0", Json = inside, Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer x" } }), Has.Count.EqualTo(1));
    }

    private static JsonObject Made => new()
    {
        ["outputs"] = new JsonArray(new JsonObject { ["type"] = "video", ["id"] = "v", ["url"] = "https://files.example.com/1.mp4", ["duration"] = "5" }),
        ["billing"] = JsonNode.Parse("""[{"charge_type":"unit","amount":"1","package_type":"video"},{"charge_type":"cash","amount":"0.42","currency":"USD","list_price":"0.5"}]"""),
    };

    private static KlingClient Client(HttpClient http) => new(http, new VendorKey("secret-of-tests-1"), TestTime.Now);

    private static Task<VendorHost> HostAsync() => VendorHost.StartAsync(Contract.Value);

    private static Scripted Taken() => Scripted.Json(new JsonObject { ["code"] = 0, ["message"] = "", ["data"] = Task("submitted") });

    private static Scripted Tasks(params JsonNode[] tasks) => Scripted.Json(new JsonObject { ["code"] = 0, ["message"] = "", ["data"] = new JsonArray(tasks) });

    private static JsonObject Task(string status, JsonObject? more = null)
    {
        var task = new JsonObject { ["id"] = "893605946402811985", ["status"] = status, ["external_id"] = "key-1" };
        foreach (var (name, value) in more ?? []) task[name] = value?.DeepClone();
        return task;
    }

    private sealed class Breaking : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new HttpRequestException(HttpRequestError.ResponseEnded);
    }
}
