using System.Text;
using Commerce.Providers.Kie;
using Commerce.Providers.Requests;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.Kie;

[Category("Contract")]
public sealed class KieClientTests
{
    private const string Secret = "secret-of-tests-1";

    [Test]
    public async Task A_task_goes_from_queued_over_running_to_its_results()
    {
        await using var host = await HostAsync();
        host.Then(Taken("task-1"), Record("waiting"), Record("generating"), Record("success", """{"resultUrls":["https://files.example.com/1.png","https://files.example.com/2.png"]}"""));
        using var http = host.Client();
        var client = Client(http);
        var job = await client.SubmitAsync(Picture(), CancellationToken.None);
        Assert.That(job, Is.EqualTo(new Job("task-1", "nano-banana-2", JobState.Queued)));
        var states = new List<Job>();
        for (var turn = 0; turn < 3; turn++) states.Add(await client.PollAsync(job.Id, job.Model, CancellationToken.None));
        Assert.That(states.Select(state => state.State), Is.EqualTo(new[] { JobState.Queued, JobState.Running, JobState.Succeeded }));
        Assert.That(states[2].Outputs.Cast<JobOutput.Hosted>().Select(output => output.Address.AbsoluteUri), Is.EqualTo(new[] { "https://files.example.com/1.png", "https://files.example.com/2.png" }));
        Assert.That(host.Requests[0].Headers["Authorization"], Is.EqualTo($"Bearer {Secret}"));
    }

    [Test]
    public async Task What_is_held_here_is_brought_to_kie_first()
    {
        await using var host = await HostAsync();
        host.Then(Scripted.Json("""{"success":true,"code":200,"msg":"ok","data":{"downloadUrl":"https://files.example.com/up.png"}}"""), Taken("task-2"));
        using var http = host.Client();
        await Client(http).SubmitAsync(Picture() with { Task = WorkTask.ImageToImage, References = [Orders.Held] }, CancellationToken.None);
        Assert.That(host.Requests[0].Form.Select(part => part.Name), Is.EquivalentTo(new[] { "file", "uploadPath", "fileName" }));
        Assert.That(host.Requests[1].Json!["input"]!["image_input"]![0]!.GetValue<string>(), Is.EqualTo("https://files.example.com/up.png"));
    }

    [Test]
    public async Task Veo_has_its_own_calls_and_the_vendors_own_example_is_read()
    {
        await using var host = await HostAsync();
        var example = new Spec(Places.Vendor("kie/normalized/161.veo__record-info.json")).Example("GET", "/api/v1/veo/record-info", "200");
        host.Then(Taken("veo-1"), Scripted.Json("""{"code":200,"msg":"success","data":{"taskId":"veo-1","successFlag":0}}"""), Scripted.Json(example), Taken("veo-2"), Taken("veo-3"));
        using var http = host.Client();
        var client = Client(http);
        var model = Orders.Model("kie", "veo3_fast");
        var job = await client.SubmitAsync((VideoRequest)Orders.Most(model, WorkTask.ImageToVideo), CancellationToken.None);
        Assert.That((await client.PollAsync(job.Id, job.Model, CancellationToken.None)).State, Is.EqualTo(JobState.Running));
        var made = await client.PollAsync(job.Id, job.Model, CancellationToken.None);
        Assert.That(made.Outputs, Is.EqualTo(new[] { new JobOutput.Hosted(new Uri("http://example.com/video1.mp4")) }));
        await client.SubmitAsync((VideoRequest)Orders.Most(model, WorkTask.ReferenceToVideo), CancellationToken.None);
        await client.SubmitAsync((VideoRequest)Orders.Least(model, WorkTask.TextToVideo), CancellationToken.None);
        Assert.That(host.Requests[0].Json!["imageUrls"]!.AsArray(), Has.Count.EqualTo(2));
    }

    [TestCase("""{"code":402,"msg":"Insufficient credits"}""", FailureKind.OutOfCredit)]
    [TestCase("""{"code":433,"msg":"Sub-key limit"}""", FailureKind.OutOfCredit)]
    [TestCase("""{"code":429,"msg":"Too many"}""", FailureKind.RateLimited)]
    [TestCase("""{"code":455,"msg":"Maintenance"}""", FailureKind.Overloaded)]
    [TestCase("""{"code":401,"msg":"Unauthorized"}""", FailureKind.KeyRefused)]
    [TestCase("""{"code":422,"msg":"image_input is wrong"}""", FailureKind.InvalidRequest)]
    [TestCase("""{"code":400,"message":"Your prompt was flagged as violating content policies"}""", FailureKind.Refused)]
    [TestCase("""{"code":505,"msg":"Feature disabled"}""", FailureKind.ModelGone)]
    [TestCase("""{"code":200,"msg":"success","data":{}}""", FailureKind.Unknown)]
    [TestCase("""{"nothing":"of it"}""", FailureKind.Unknown)]
    public async Task A_code_inside_an_answer_that_looks_well_is_a_failure(string answer, FailureKind kind)
    {
        await using var host = await HostAsync();
        host.Then(Scripted.Json(answer));
        using var http = host.Client();
        Assert.That((await Reject.FailureAsync(() => Client(http).SubmitAsync(Picture(), CancellationToken.None))).Kind, Is.EqualTo(kind));
    }

    [Test]
    public async Task After_a_429_with_a_wait_the_same_order_is_taken()
    {
        await using var host = await HostAsync();
        host.Then(Scripted.Json("""{"code":429,"msg":"Too many"}""", 429, ("Retry-After", "9")), Taken("task-3"));
        using var http = host.Client();
        var failure = await Reject.FailureAsync(() => Client(http).SubmitAsync(Picture(), CancellationToken.None));
        Assert.That((failure.Kind, failure.After), Is.EqualTo((FailureKind.RateLimited, (TimeSpan?)TimeSpan.FromSeconds(9))));
        Assert.That((await Client(http).SubmitAsync(Picture(), CancellationToken.None)).Id, Is.EqualTo("task-3"));
    }

    [TestCase("400", "Your prompt was flagged as violating content policies", FailureKind.Refused)]
    [TestCase("500", "Internal error", FailureKind.Unknown)]
    [TestCase("408", "upstream", FailureKind.Overloaded)]
    public async Task A_task_that_failed_says_why(string code, string message, FailureKind kind)
    {
        await using var host = await HostAsync();
        host.Then(Scripted.Json($$$"""{"code":200,"data":{"taskId":"t","state":"fail","failCode":"{{{code}}}","failMsg":"{{{message}}}"}}"""));
        using var http = host.Client();
        var job = await Client(http).PollAsync("t", "nano-banana-2", CancellationToken.None);
        Assert.That((job.State, job.Failure!.Kind, job.Failure.Message), Is.EqualTo((JobState.Failed, kind, message)));
    }

    [Test]
    public async Task A_record_that_is_gone_and_a_success_without_results_are_told_apart()
    {
        await using var host = await HostAsync();
        host.Then(Scripted.Json("""{"code":422,"msg":"only records within 14 days are supported"}"""), Record("success", "not json"), Scripted.Text("<html>"));
        using var http = host.Client();
        var client = Client(http);
        Assert.That((await Reject.FailureAsync(() => client.PollAsync("t", "nano-banana-2", CancellationToken.None))).Kind, Is.EqualTo(FailureKind.OutputExpired));
        Assert.That((await client.PollAsync("t", "nano-banana-2", CancellationToken.None)).Failure!.Kind, Is.EqualTo(FailureKind.Unknown));
        Assert.That((await Reject.FailureAsync(() => client.PollAsync("t", "nano-banana-2", CancellationToken.None))).Kind, Is.EqualTo(FailureKind.Unknown));
    }

    [Test]
    public async Task The_credit_is_read()
    {
        await using var host = await HostAsync();
        host.Then(Scripted.Json("""{"code":200,"msg":"success","data":123.5}"""));
        using var http = host.Client();
        Assert.That(await Client(http).CreditAsync(CancellationToken.None), Is.EqualTo(123.5m));
    }

    [Test]
    public async Task What_a_model_cannot_do_is_refused_without_a_call()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        var failure = await Reject.FailureAsync(() => Client(http).SubmitAsync(Picture() with { Ratio = "17:9" }, CancellationToken.None));
        Assert.That((failure.Kind, failure.Nearest, host.Requests.Count), Is.EqualTo((FailureKind.InvalidRequest, "16:9", 0)));
        Assert.That(await Client(http).CancelAsync("t", "nano-banana-2", CancellationToken.None), Is.False);
    }

    [TestCase("""{"data":{"taskId":"a"}}""", "a")]
    [TestCase("""{"data":{"task_id":"b"}}""", "b")]
    [TestCase("""{"taskId":"c"}""", "c")]
    [TestCase("""{"task_id":"d"}""", "d")]
    [TestCase("""{"taskId":"c","taskId":"d"}""", null)]
    [TestCase("[]", null)]
    [TestCase("no json", null)]
    public void A_callback_names_its_task(string body, string? task)
    {
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") };
        Assert.That(Client(http).TaskOf(Encoding.UTF8.GetBytes(body)), Is.EqualTo(task));
    }

    [Test]
    public async Task The_host_itself_refuses_a_bad_request()
    {
        await using var host = await HostAsync();
        var bad = new Received("GET", "/api/v1/jobs/recordInfo", new Dictionary<string, string>(), new Dictionary<string, string>(), null, null, []);
        Assert.That(host.Judge(bad), Is.EquivalentTo(new[] { "the query taskId is missing", "the header Authorization is missing" }));
        Assert.That(host.Judge(bad with { Path = "/api/v1/jobs/elsewhere" }), Is.Not.Empty);
    }

    private static ImageRequest Picture() => (ImageRequest)Orders.Least(Orders.Model("kie", "nano-banana-2"), WorkTask.TextToImage);

    private static KieClient Client(HttpClient http) => new(http, http, new VendorKey(Secret), TestTime.Now);

    private static Task<VendorHost> HostAsync() => VendorHost.StartAsync(
        new Spec(Places.Ours("kie.json")), new Spec(Places.Vendor("kie/normalized/011.nano-banana-2.json")), new Spec(Places.Vendor("kie/normalized/157.veo__generate.json")), new Spec(Places.Vendor("kie/normalized/161.veo__record-info.json")));

    private static Scripted Taken(string id) => Scripted.Json($$$"""{"code":200,"msg":"success","data":{"taskId":"{{{id}}}"}}""");

    private static Scripted Record(string state, string result = "") =>
        Scripted.Json(new System.Text.Json.Nodes.JsonObject { ["code"] = 200, ["message"] = "success", ["data"] = new System.Text.Json.Nodes.JsonObject { ["taskId"] = "task-1", ["state"] = state, ["resultJson"] = result } });
}
