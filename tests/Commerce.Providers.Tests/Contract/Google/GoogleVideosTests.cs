using Commerce.Providers.Google;
using Commerce.Providers.Requests;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.Google;

[Category("Contract")]
public sealed class GoogleVideosTests
{
    private const string Omni = "gemini-omni-1.1-flash";

    [Test]
    public async Task An_interaction_goes_from_queued_over_running_to_its_video()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(State("queued"), State("in_progress"), Made($$"""{"type":"video","uri":"{{host.Address}}v1beta/files/f-1:download?alt=media","mime_type":"video/mp4"}"""), Scripted.Bytes([1, 2, 3], "video/mp4"));
        var client = Client(http);
        var job = await client.SubmitAsync((VideoRequest)Orders.Most(Orders.Model("google", Omni), WorkTask.ImageToVideo), CancellationToken.None);
        Assert.That(job, Is.EqualTo(new Job("i-1", Omni, JobState.Queued)));
        Assert.That((await client.PollAsync(job.Id, job.Model, CancellationToken.None)).State, Is.EqualTo(JobState.Running));
        var film = (JobOutput.Keyed)(await client.PollAsync(job.Id, job.Model, CancellationToken.None)).Outputs.Single();
        Assert.That(film.Address, Is.EqualTo(new Uri(host.Address, "/v1beta/files/f-1:download?alt=media")));
        using var answer = await client.OpenAsync(film.Address, CancellationToken.None);
        Assert.That((await answer.Content.ReadAsByteArrayAsync(), host.Requests[^1].Headers["x-goog-api-key"]), Is.EqualTo((new byte[] { 1, 2, 3 }, "secret-of-tests-1")));
        Assert.That(host.Requests[0].Json!["webhook_config"], Is.Null, "what is called back could not be told from forgeries");
        Assert.That(host.Requests[0].Json!["response_format"]!["duration"]!.GetValue<string>(), Is.EqualTo("10s"));
    }

    [Test]
    public async Task A_film_lies_with_the_key_or_elsewhere_or_in_the_answer_itself()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        var elsewhere = new Uri($"http://127.0.0.1:{(host.Address.Port == 9 ? 10 : 9)}/v1beta/files/f-1:download?alt=media");
        host.Then(
            Made($$"""{"type":"video","uri":"{{host.Address}}v1beta/files/f-1"}"""), Made($$"""{"type":"video","uri":"{{elsewhere}}"}"""),
            Made($$"""{"type":"video","uri":"http://user@127.0.0.1:{{host.Address.Port}}/v1beta/files/f-1:download?alt=media"}"""),
            Made("""{"type":"video","data":"AQID","mime_type":"video/mp4"}"""), Made("""{"type":"video"}"""));
        var client = Client(http);
        Task<Job> PollAsync() => client.PollAsync("i-1", Omni, CancellationToken.None);
        Assert.That((await PollAsync()).Outputs, Is.EqualTo(new[] { new JobOutput.Keyed(new Uri(host.Address, "/v1beta/files/f-1:download?alt=media")) }), "the bare name of a file");
        Assert.That((await PollAsync()).Outputs, Is.EqualTo(new[] { new JobOutput.Hosted(elsewhere) }));
        Assert.That((await PollAsync()).Outputs.Single(), Is.TypeOf<JobOutput.Hosted>(), "another authority");
        Assert.That(((JobOutput.Held)(await PollAsync()).Outputs.Single()).Bytes.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
        Assert.That((await PollAsync()).State, Is.EqualTo(JobState.Failed));
        Assert.That(() => client.OpenAsync(elsewhere, CancellationToken.None), Throws.ArgumentException);
    }

    [TestCase("failed", FailureKind.Overloaded)]
    [TestCase("incomplete", FailureKind.Overloaded)]
    [TestCase("budget_exceeded", FailureKind.OutOfCredit)]
    public async Task One_without_a_video_says_why(string state, FailureKind kind)
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(State(state), State("cancelled"), State("cancelled"), State("requires_action"));
        var client = Client(http);
        Assert.That((await client.PollAsync("i-1", Omni, CancellationToken.None)).Failure!.Kind, Is.EqualTo(kind));
        Assert.That((await client.PollAsync("i-1", Omni, CancellationToken.None)).State, Is.EqualTo(JobState.Cancelled));
        Assert.That(await client.CancelAsync("i-1", Omni, CancellationToken.None), Is.True);
        Assert.That((await Reject.FailureAsync(() => client.PollAsync("i-1", Omni, CancellationToken.None))).Kind, Is.EqualTo(FailureKind.Unknown));
    }

    [TestCase("INVALID_ARGUMENT", "The prompt violates the usage policy.", FailureKind.Refused)]
    [TestCase("INVALID_ARGUMENT", "The words break our Responsible AI practices.", FailureKind.Refused)]
    [TestCase("INVALID_ARGUMENT", "The duration must be from 3 to 10 seconds.", FailureKind.InvalidRequest)]
    [TestCase("INVALID_ARGUMENT", "Names of members are case sensitive.", FailureKind.InvalidRequest)]
    [TestCase("INVALID_ARGUMENT", "API key not valid: see the policy of keys.", FailureKind.KeyRefused)]
    [TestCase("FAILED_PRECONDITION", "Not in this place, by an organization policy.", FailureKind.InvalidRequest)]
    [TestCase("RESOURCE_EXHAUSTED", "More than the fair use policy allows.", FailureKind.RateLimited)]
    [TestCase("PROHIBITED_CONTENT", "It was stopped.", FailureKind.Refused)]
    [TestCase("FILTERED", "A safety filter held it back.", FailureKind.Refused)]
    [TestCase("FILTERED", "It broke.", FailureKind.Unknown)]
    public async Task What_breaks_the_rules_of_content_is_told_from_what_is_wrong(string word, string message, FailureKind kind)
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Scripted.Json($$$"""{"id":"i-1","status":"failed","error":{"status":"{{{word}}}","message":"{{{message}}}"}}"""));
        Assert.That((await Client(http).PollAsync("i-1", Omni, CancellationToken.None)).Failure!.Kind, Is.EqualTo(kind));
    }

    [Test]
    public async Task A_held_first_picture_goes_along_and_after_a_429_the_same_order_is_taken()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Scripted.Json("""{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","message":"slow"}}""", 429, ("Retry-After", "4")), State("queued"));
        var order = (VideoRequest)Orders.Least(Orders.Model("google", Omni), WorkTask.ImageToVideo) with { StartFrame = Orders.Held };
        Assert.That((await Reject.FailureAsync(() => Client(http).SubmitAsync(order, CancellationToken.None))).After, Is.EqualTo(TimeSpan.FromSeconds(4)));
        Assert.That((await Client(http).SubmitAsync(order, CancellationToken.None)).Id, Is.EqualTo("i-1"));
        Assert.That(host.Requests[1].Json!["input"]![1]!["mime_type"]!.GetValue<string>(), Is.EqualTo("image/png"));
    }

    [Test]
    public async Task The_host_itself_refuses_bad_requests()
    {
        await using var host = await HostAsync();
        var bad = new Received("POST", "/v1beta/interactions", new Dictionary<string, string>(), new Dictionary<string, string>(), "application/json", System.Text.Json.Nodes.JsonNode.Parse("""{"model":"m","input":[{"type":"smell"}],"response_format":{"type":"video","duration":"8"}}"""), []);
        Assert.That(host.Judge(bad), Has.Count.EqualTo(3));
    }

    private static GoogleVideos Client(HttpClient http) => new(http, new VendorKey("secret-of-tests-1"), TestTime.Now);

    private static Task<VendorHost> HostAsync() => VendorHost.StartAsync(new Spec(Places.Ours("google-interactions.json")));

    private static Scripted Made(string part) => Scripted.Json($$$"""{"id":"i-1","status":"completed","steps":[{"type":"thought"},{"type":"model_output","content":[{"type":"text","text":"Here"},{{{part}}}]}]}""");

    private static Scripted State(string state) => Scripted.Json($$$"""{"id":"i-1","status":"{{{state}}}","error":{"status":"INTERNAL","message":"broken"}}""");
}
