using System.Text.Json.Nodes;
using Commerce.Providers.Google;
using Commerce.Providers.Requests;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.Google;

[Category("Contract")]
public sealed class GoogleImagesTests
{
    private static readonly Lazy<Spec> Contract = new(() => new Spec(Places.Vendor("google/gemini.openapi.json")));

    [TestCase("gemini-3.1-flash-image")]
    [TestCase("gemini-3-pro-image")]
    public async Task Words_and_pictures_become_requests_that_the_contract_allows(string id)
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        var model = Orders.Model("google", id);
        host.Then(Picture(), Picture());
        await Client(http).SubmitAsync((ImageRequest)Orders.Most(model, WorkTask.TextToImage), CancellationToken.None);
        var job = await Client(http).SubmitAsync((ImageRequest)Orders.Least(model, WorkTask.ImageToImage) with { References = [Orders.Held] }, CancellationToken.None);
        var made = (JobOutput.Held)job.Outputs.Single();
        Assert.That((made.Bytes.ToArray(), made.MimeType, job.Charge), Is.EqualTo((new byte[] { 1, 2, 3 }, "image/jpeg", new VendorCharge(9, "tokens"))));
        Assert.That(host.Requests[1].Json!["contents"]![0]!["parts"]![1]!["inlineData"]!["data"]!.GetValue<string>(), Is.EqualTo("iVBORw=="));
        Assert.That(host.Requests[1].Headers["x-goog-api-key"], Is.EqualTo("secret-of-tests-1"));
    }

    [TestCase("""{"candidates":[{"finishReason":"IMAGE_SAFETY"}]}""", FailureKind.Refused)]
    [TestCase("""{"candidates":[{"finishReason":"NO_IMAGE"}]}""", FailureKind.Unknown)]
    [TestCase("""{"candidates":[{"finishReason":"STOP","content":{"parts":[{"text":"I cannot"}]}}]}""", FailureKind.Unknown)]
    public async Task An_answer_without_a_picture_says_why(string answer, FailureKind kind)
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Scripted.Json(answer), Scripted.Json("""{"promptFeedback":{"blockReason":"SAFETY"}}"""));
        Assert.That((await Client(http).SubmitAsync(Words(), CancellationToken.None)).Failure!.Kind, Is.EqualTo(kind));
        Assert.That((await Reject.FailureAsync(() => Client(http).SubmitAsync(Words(), CancellationToken.None))).Kind, Is.EqualTo(FailureKind.Refused));
    }

    [TestCase(429, "RESOURCE_EXHAUSTED", FailureKind.RateLimited)]
    [TestCase(503, "UNAVAILABLE", FailureKind.Overloaded)]
    [TestCase(404, "NOT_FOUND", FailureKind.ModelGone)]
    [TestCase(400, "INVALID_ARGUMENT", FailureKind.InvalidRequest)]
    public async Task Errors_are_told_apart_and_a_wait_is_read(int status, string word, FailureKind kind)
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Scripted.Json(new JsonObject { ["error"] = new JsonObject { ["code"] = status, ["status"] = word, ["message"] = "no", ["details"] = new JsonArray(new JsonObject { ["retryDelay"] = "34.5s" }) } }, status));
        var failure = await Reject.FailureAsync(() => Client(http).SubmitAsync(Words(), CancellationToken.None));
        Assert.That((failure.Kind, failure.After), Is.EqualTo((kind, (TimeSpan?)TimeSpan.FromSeconds(34.5))));
    }

    [Test]
    public async Task An_address_is_refused_before_a_call_and_the_host_itself_refuses_a_bad_request()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        var failure = await Reject.FailureAsync(() => Client(http).SubmitAsync((ImageRequest)Orders.Least(Orders.Model("google", "gemini-3-pro-image"), WorkTask.ImageToImage), CancellationToken.None));
        Assert.That((failure.Code, host.Requests.Count), Is.EqualTo(("cannot-references", 0)));
        var bad = new Received("POST", "/v1beta/models/m:generateContent", new Dictionary<string, string>(), new Dictionary<string, string>(), "application/json", JsonNode.Parse("""{"contents":"words","generationConfig":{"responseModalities":["SMELL"]}}"""), []);
        Assert.That(host.Judge(bad), Has.Count.EqualTo(2));
    }

    private static ImageRequest Words() => (ImageRequest)Orders.Least(Orders.Model("google", "gemini-3-pro-image"), WorkTask.TextToImage);

    private static GoogleImages Client(HttpClient http) => new(http, new VendorKey("secret-of-tests-1"), TestTime.Now);

    private static Scripted Picture() => Scripted.Json("""{"candidates":[{"finishReason":"STOP","content":{"parts":[{"text":"Here"},{"inlineData":{"mimeType":"image/jpeg","data":"AQID"}}]}}],"usageMetadata":{"totalTokenCount":9}}""");
}
