using System.Net;
using Commerce.Providers.Fal;
using Commerce.Providers.Google;
using Commerce.Providers.Kie;
using Commerce.Providers.Kling;
using Commerce.Providers.OpenRouter;
using Commerce.Providers.Replicate;
using Commerce.Providers.Runway;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Vendors;

/// <summary>A vendor that took a task and knows it no longer has thrown it away; its model is well and so was the order.</summary>
public sealed class ExpiryTests
{
    private const string Fal = """{"detail":"Request not found"}""";
    private const string Google = """{"error":{"code":404,"status":"NOT_FOUND","message":"Interaction not found."}}""";
    private const string Replicate = """{"detail":"The requested resource could not be found."}""";

    [TestCase("fal", 404, Fal)]
    [TestCase("google", 404, Google)]
    [TestCase("kie", 200, """{"code":404,"msg":"The record was not found"}""")]
    [TestCase("kie", 404, """{"code":404,"msg":"No such task of this model"}""")]
    [TestCase("kie", 404, "{}")]
    [TestCase("kling", 404, """{"code":1203,"message":"No such task"}""")]
    [TestCase("kling", 200, """{"code":0,"data":[]}""")]
    [TestCase("openrouter", 404, """{"error":{"code":404,"message":"Job not found"}}""")]
    [TestCase("replicate", 404, Replicate)]
    [TestCase("replicate", 410, "{}")]
    [TestCase("runway", 404, """{"error":"Not found"}""")]
    public async Task A_task_that_is_not_known_any_more_has_expired(string vendor, int status, string answer)
    {
        using var http = Answering(status, answer);
        Assert.That((await Reject.FailureAsync(() => Client(vendor, http).PollAsync("t-1", "owner/app", CancellationToken.None))).Kind, Is.EqualTo(FailureKind.OutputExpired));
    }

    [TestCase("fal", Fal)]
    [TestCase("google", Google)]
    [TestCase("replicate", Replicate)]
    [TestCase("runway", """{"error":"Not found"}""")]
    public async Task Nor_can_it_be_stopped(string vendor, string answer)
    {
        using var http = Answering(404, answer);
        Assert.That((await Reject.FailureAsync(() => Client(vendor, http).CancelAsync("t-1", "owner/app", CancellationToken.None))).Kind, Is.EqualTo(FailureKind.OutputExpired));
    }

    [Test]
    public async Task A_result_that_is_gone_while_its_task_is_known_has_expired_too()
    {
        var answers = new Queue<(int Status, string Body)>([(200, """{"status":"COMPLETED"}"""), (404, Fal)]);
        using var http = Answering(answers.Dequeue);
        Assert.That((await Reject.FailureAsync(() => Client("fal", http).PollAsync("t-1", "owner/app", CancellationToken.None))).Kind, Is.EqualTo(FailureKind.OutputExpired));
    }

    private static IJobClient Client(string vendor, HttpClient http)
    {
        var key = new VendorKey("secret-of-tests-1");
        return vendor switch
        {
            "fal" => new FalClient(http, key, TestTime.Now),
            "google" => new GoogleVideos(http, key, TestTime.Now),
            "kie" => new KieClient(http, http, key, TestTime.Now),
            "kling" => new KlingClient(http, key, TestTime.Now),
            "openrouter" => new OpenRouterVideos(http, key, TestTime.Now),
            "runway" => new RunwayClient(http, key, TestTime.Now),
            "replicate" => new ReplicateClient(http, key, TestTime.Now),
            _ => throw new AssertionException($"There is no client of {vendor}."),
        };
    }

    private static HttpClient Answering(int status, string body) => Answering(() => (status, body));

    private static HttpClient Answering(Func<(int Status, string Body)> answer) => new(new Handler(answer)) { BaseAddress = new Uri("http://127.0.0.1") };

    private sealed class Handler(Func<(int Status, string Body)> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var (status, body) = answer();
            return Task.FromResult(new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) });
        }
    }
}
