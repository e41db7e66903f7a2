using System.Text;
using System.Text.Json.Nodes;
using Commerce.Providers.OpenRouter;
using Commerce.Providers.Requests;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.OpenRouter;

[Category("Contract")]
public sealed class OpenRouterVideosTests
{
    private const string Veo = "google/veo-3.1";

    [Test]
    public async Task A_task_goes_from_pending_over_running_to_its_video_and_its_price()
    {
        await using var host = await OpenRouterHost.StartAsync();
        using var http = host.Client();
        host.Then(State("pending", status: 202), State("pending"), State("in_progress"), Scripted.Json(Completed()));
        var client = Client(http);
        var job = await client.SubmitAsync((VideoRequest)Orders.Most(Orders.Model("openrouter", Veo), WorkTask.ImageToVideo) with { References = [Orders.Second], Model = Orders.Model("openrouter", Veo) with { References = 1 } }, CancellationToken.None);
        Assert.That(job, Is.EqualTo(new Job("job-abc123", Veo, JobState.Queued)));
        var states = new List<Job>();
        for (var turn = 0; turn < 3; turn++) states.Add(await client.PollAsync(job.Id, job.Model, CancellationToken.None));
        Assert.That(states.Select(state => state.State), Is.EqualTo(new[] { JobState.Queued, JobState.Running, JobState.Succeeded }));
        Assert.That((states[2].Outputs.Single(), states[2].Charge), Is.EqualTo((new JobOutput.Hosted(new Uri("https://storage.example.com/video.mp4")), new VendorCharge(0.5m, "USD"))));
        Assert.That(host.Unjudged(host.Requests[0]), Is.Empty);
        var asked = host.Requests[0].Json!;
        Assert.That((asked["frame_images"]![1]!["frame_type"]!.GetValue<string>(), asked["callback_url"]!.GetValue<string>(), asked["duration"]!.GetValue<int>()), Is.EqualTo(("last_frame", Orders.Callback.AbsoluteUri, 8)));
    }

    [Test]
    public async Task A_file_that_needs_the_key_or_has_no_address_is_named_by_its_number_and_asked_for_later()
    {
        await using var host = await OpenRouterHost.StartAsync();
        using var http = host.Client();
        var own = Completed();
        own["unsigned_urls"] = new JsonArray("https://storage.example.com/video.mp4", $"{host.Address}api/v1/videos/job-abc123/content?index=1");
        var none = Completed();
        none.AsObject().Remove("unsigned_urls");
        host.Then(Scripted.Json(own), Scripted.Json(none), Scripted.Bytes([1, 2], "video/mp4"), OpenRouterHost.Error(404));
        var client = Client(http);
        Assert.That((await client.PollAsync("job-abc123", Veo, CancellationToken.None)).Outputs, Is.EqualTo(new JobOutput[] { new JobOutput.Hosted(new Uri("https://storage.example.com/video.mp4")), Film(1) }));
        Assert.That((await client.PollAsync("job-abc123", Veo, CancellationToken.None)).Outputs, Is.EqualTo(new[] { Film(0) }));
        Assert.That(host.Requests, Has.Count.EqualTo(2), "a question brings no film");
        using var film = await client.OpenAsync(Film(1).Address, CancellationToken.None);
        using var gone = await client.OpenAsync(Film(0).Address, CancellationToken.None);
        Assert.That((await film.Content.ReadAsByteArrayAsync(), (int)gone.StatusCode), Is.EqualTo((new byte[] { 1, 2 }, 404)));
        Assert.That((host.Requests[2].Query["index"], host.Requests[2].Headers["Authorization"], host.Requests[3].Query["index"]), Is.EqualTo(("1", "Bearer secret-of-tests-1", "0")));

        JobOutput.Keyed Film(int index) => new(new Uri(host.Address, $"/api/v1/videos/job-abc123/content?index={index}"));
    }

    [Test]
    public async Task Failed_refused_expired_stopped_and_unknown_states_are_told_apart()
    {
        await using var host = await OpenRouterHost.StartAsync();
        using var http = host.Client();
        host.Then(State("failed", "The input was flagged"), State("failed", "It broke"), State("failed"), State("expired"), State("cancelled"), State("resting"), OpenRouterHost.Error(404), Scripted.Json("{}"));
        var client = Client(http);
        foreach (var kind in new[] { FailureKind.Refused, FailureKind.Unknown, FailureKind.Unknown, FailureKind.OutputExpired }) Assert.That((await client.PollAsync("job-abc123", Veo, CancellationToken.None)).Failure!.Kind, Is.EqualTo(kind));
        Assert.That((await client.PollAsync("job-abc123", Veo, CancellationToken.None)).State, Is.EqualTo(JobState.Cancelled));
        foreach (var kind in new[] { FailureKind.Unknown, FailureKind.OutputExpired, FailureKind.Unknown }) Assert.That((await Reject.FailureAsync(() => client.PollAsync("job-abc123", Veo, CancellationToken.None))).Kind, Is.EqualTo(kind));
        Assert.That(await client.CancelAsync("job-abc123", Veo, CancellationToken.None), Is.False);
    }

    [TestCase("4", 4)]
    [TestCase(null, null)]
    public async Task After_a_429_the_same_order_is_taken(string? wait, int? seconds)
    {
        await using var host = await OpenRouterHost.StartAsync();
        using var http = host.Client();
        host.Then(OpenRouterHost.Error(429) with { Headers = wait is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["Retry-After"] = wait } }, State("pending", status: 202));
        var order = (VideoRequest)Orders.Least(Orders.Model("openrouter", Veo), WorkTask.TextToVideo);
        var failure = await Reject.FailureAsync(() => Client(http).SubmitAsync(order, CancellationToken.None));
        Assert.That((failure.Kind, failure.After?.TotalSeconds), Is.EqualTo((FailureKind.RateLimited, (double?)seconds)));
        Assert.That((await Client(http).SubmitAsync(order, CancellationToken.None)).Id, Is.EqualTo("job-abc123"));
    }

    [TestCase("""{"id":"job-1"}""", "job-1")]
    [TestCase("""{"type":"done","data":{"id":"job-2"}}""", "job-2")]
    [TestCase("no json", null)]
    public void A_callback_names_its_task_and_nothing_else_in_it_is_believed(string body, string? task)
    {
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") };
        Assert.That(Client(http).TaskOf(Encoding.UTF8.GetBytes(body)), Is.EqualTo(task));
    }

    [Test]
    public async Task The_host_itself_refuses_bad_requests()
    {
        await using var host = await OpenRouterHost.StartAsync();
        var bad = new Received("POST", "/api/v1/videos", new Dictionary<string, string>(), new Dictionary<string, string>(), "application/json", JsonNode.Parse("""{"duration":0,"aspect_ratio":"5:1","frame_images":[{"type":"image_url","image_url":{"url":"https://files.example.com/1.png"}}]}"""), []);
        Assert.That(host.Judge(bad), Has.Count.EqualTo(4));
        Assert.That(OpenRouterHost.Spec.Find("POST", "/api/v1/videos")!.Uncompiled("application/json"), Is.Empty);
    }

    private static OpenRouterVideos Client(HttpClient http) => new(http, OpenRouterHost.Key, TestTime.Now);

    private static JsonNode Completed() => OpenRouterHost.Spec.Example("GET", "/api/v1/videos/job-abc123", "200");

    private static Scripted State(string state, string? error = null, int status = 200)
    {
        var body = new JsonObject { ["id"] = "job-abc123", ["polling_url"] = "/api/v1/videos/job-abc123", ["status"] = state };
        if (error is not null) body["error"] = error;
        return Scripted.Json(body, status);
    }
}
