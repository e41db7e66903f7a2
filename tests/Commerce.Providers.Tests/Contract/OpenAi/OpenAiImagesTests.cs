using System.Text.Json.Nodes;
using Commerce.Providers.OpenAi;
using Commerce.Providers.Requests;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.OpenAi;

[Category("Contract")]
public sealed class OpenAiImagesTests
{
    private static readonly Lazy<Spec> Contract = new(() => new Spec(Places.Vendor("openai/openapi.json")));

    [TestCase("gpt-image-2")]
    [TestCase("gpt-image-2.5-flare")]
    [TestCase("gpt-image-2.5-sunburst")]
    public async Task Words_pictures_and_masks_become_requests_that_the_contract_allows(string id)
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        var model = Orders.Model("openai", id);
        foreach (var task in model.Tasks)
        {
            host.Then(Picture(), Picture());
            await Client(http).SubmitAsync((ImageRequest)Orders.Least(model, task), CancellationToken.None);
            var job = await Client(http).SubmitAsync((ImageRequest)Orders.Most(model, task) with { Transparent = true }, CancellationToken.None);
            Assert.That(job.State, Is.EqualTo(JobState.Succeeded));
            var made = (JobOutput.Held)job.Outputs.Single();
            Assert.That((made.Bytes.ToArray(), made.MimeType, job.Charge), Is.EqualTo((new byte[] { 1, 2, 3 }, "image/webp", new VendorCharge(90, "tokens"))));
        }
        Assert.That(host.Requests[^1].Json!["mask"]!["image_url"]!.GetValue<string>(), Is.EqualTo("https://files.example.com/second.jpg"));
    }

    [Test]
    public async Task What_is_held_here_goes_inside_an_address()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Picture());
        await Client(http).SubmitAsync((ImageRequest)Orders.Least(Orders.Model("openai", "gpt-image-2"), WorkTask.MaskedEdit) with { References = [Orders.Held], Mask = Orders.Held }, CancellationToken.None);
        Assert.That(host.Requests[0].Json!["images"]![0]!["image_url"]!.GetValue<string>(), Is.EqualTo("data:image/png;base64,iVBORw=="));
    }

    [TestCase(400, "moderation_blocked", FailureKind.Refused)]
    [TestCase(429, "insufficient_quota", FailureKind.OutOfCredit)]
    [TestCase(429, "rate_limit_exceeded", FailureKind.RateLimited)]
    [TestCase(404, "model_not_found", FailureKind.ModelGone)]
    [TestCase(401, "invalid_api_key", FailureKind.KeyRefused)]
    [TestCase(503, "server_error", FailureKind.Overloaded)]
    public async Task Errors_are_told_apart(int status, string code, FailureKind kind)
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Scripted.Json(new JsonObject { ["error"] = new JsonObject { ["message"] = "no", ["code"] = code } }, status));
        Assert.That((await Reject.FailureAsync(() => Client(http).SubmitAsync(Words(), CancellationToken.None))).Kind, Is.EqualTo(kind));
    }

    [TestCase("""{"created":1,"data":[]}""")]
    [TestCase("""{"created":1,"data":[{"b64_json":"not base64"}]}""")]
    public async Task A_success_without_a_picture_is_a_failure(string answer)
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Scripted.Json(answer));
        Assert.That((await Client(http).SubmitAsync(Words(), CancellationToken.None)).Failure!.Kind, Is.EqualTo(FailureKind.Unknown));
    }

    [Test]
    public async Task There_is_nothing_to_ask_for_later()
    {
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") };
        Assert.That((await Reject.FailureAsync(() => Client(http).PollAsync("", "gpt-image-2", CancellationToken.None))).Kind, Is.EqualTo(FailureKind.OutputExpired));
        Assert.That((await Client(http).CancelAsync("", "gpt-image-2", CancellationToken.None), Client(http).TaskOf("{}"u8.ToArray())), Is.EqualTo((false, (string?)null)));
    }

    [Test]
    public async Task The_host_itself_refuses_bad_requests()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        var good = new Received("POST", "/v1/images/generations", new Dictionary<string, string>(), new Dictionary<string, string>(), "application/json", JsonNode.Parse("""{"prompt":"a bag","n":1}"""), []);
        Assert.That(host.Judge(good), Is.Empty);
        Assert.That(host.Judge(good with { Json = JsonNode.Parse("""{"n":11,"background":"green"}""") }), Has.Count.EqualTo(3));
        Assert.That(host.Judge(good with { Path = "/v1/images/edits" }), Has.Some.EqualTo("body.images is missing"));
    }

    private static ImageRequest Words() => (ImageRequest)Orders.Least(Orders.Model("openai", "gpt-image-2"), WorkTask.TextToImage);

    private static OpenAiImages Client(HttpClient http) => new(http, new VendorKey("secret-of-tests-1"), TestTime.Now);

    private static Scripted Picture() => Scripted.Json("""{"created":1,"output_format":"webp","data":[{"b64_json":"AQID"}],"usage":{"total_tokens":90}}""");
}
