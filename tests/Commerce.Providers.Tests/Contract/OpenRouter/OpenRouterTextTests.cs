using System.Text.Json.Nodes;
using Commerce.Providers.OpenRouter;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.OpenRouter;

[Category("Contract")]
public sealed class OpenRouterTextTests
{
    private const string Model = "openai/gpt-5.4";

    [Test]
    public async Task A_shaped_answer_is_asked_for_and_the_model_that_answered_is_told()
    {
        await using var host = await OpenRouterHost.StartAsync();
        using var http = host.Client();
        host.Then(Answer("stop"), Answer("length"));
        Assert.That(await Client(http).AnswerAsync(Questions.Shaped("openrouter", Model), CancellationToken.None), Is.EqualTo(new TextAnswer("A bag", "openai/gpt-5.4-2026", true, 11, 7)));
        Assert.That((await Client(http).AnswerAsync(Questions.Plain("openrouter", Model), CancellationToken.None)).Complete, Is.False);
        Assert.That(host.Unjudged(host.Requests[0]), Is.Empty);
        var asked = host.Requests[0].Json!;
        Assert.That((asked["response_format"]!["json_schema"]!["strict"]!.GetValue<bool>(), asked["provider"]!["require_parameters"]!.GetValue<bool>(), host.Requests[1].Json!["provider"]), Is.EqualTo((true, true, (JsonNode?)null)));
        Assert.That((host.Requests[0].Path, host.Requests[0].Headers["Authorization"]), Is.EqualTo(("/api/v1/chat/completions", "Bearer secret-of-tests-1")));
    }

    [Test]
    public async Task A_stream_is_read_to_its_end_and_one_that_breaks_off_or_fails_within_fails()
    {
        const string piece = ": OPENROUTER PROCESSING\n\ndata: {\"choices\":[{\"delta\":{\"content\":\"A bag\"}}]}\n\n";
        await using var host = await OpenRouterHost.StartAsync();
        using var http = host.Client();
        host.Then(Events(piece + "data: {\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"), Events(piece), Events("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"content_filter\"}]}\n\n"),
            Events(piece + "data: {\"error\":{\"code\":502,\"message\":\"Provider disconnected\"},\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"error\"}]}\n\n"), Events("data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"error\"}]}\n\n"));
        Assert.That(await Questions.AllAsync(Client(http), Questions.Plain("openrouter", Model)), Is.EqualTo("A bag"));
        foreach (var kind in new[] { FailureKind.Timeout, FailureKind.Refused, FailureKind.Overloaded, FailureKind.Unknown })
        {
            Assert.That((await Reject.FailureAsync(() => Questions.AllAsync(Client(http), Questions.Plain("openrouter", Model)))).Kind, Is.EqualTo(kind));
        }
    }

    [TestCase(400, "Provider returned error", FailureKind.InvalidRequest)]
    [TestCase(400, "nobody/none is not a valid model ID", FailureKind.ModelGone)]
    [TestCase(401, "User not found", FailureKind.KeyRefused)]
    [TestCase(402, "Insufficient credits", FailureKind.OutOfCredit)]
    [TestCase(403, "Your chosen model requires moderation and your input was flagged", FailureKind.Refused)]
    [TestCase(403, "Only management keys can perform this operation", FailureKind.KeyRefused)]
    [TestCase(404, "No endpoints found", FailureKind.ModelGone)]
    [TestCase(408, "Timed out", FailureKind.Timeout)]
    [TestCase(413, "Too large", FailureKind.InvalidRequest)]
    [TestCase(429, "Rate limit exceeded", FailureKind.RateLimited)]
    [TestCase(502, "Provider returned error", FailureKind.Overloaded)]
    [TestCase(524, "Request timed out", FailureKind.Timeout)]
    [TestCase(529, "Provider returned error", FailureKind.Overloaded)]
    public async Task Errors_are_told_apart_also_within_an_answer_that_looks_well(int status, string message, FailureKind kind)
    {
        await using var host = await OpenRouterHost.StartAsync();
        using var http = host.Client();
        host.Then(OpenRouterHost.Error(status, message), OpenRouterHost.Error(status, message) with { Status = 200 });
        for (var turn = 0; turn < 2; turn++) Assert.That((await Reject.FailureAsync(() => Client(http).AnswerAsync(Questions.Plain("openrouter", Model), CancellationToken.None))).Kind, Is.EqualTo(kind));
    }

    [TestCase("""{"choices":[{"finish_reason":"stop","message":{"content":null,"refusal":"I cannot."}}]}""", FailureKind.Refused)]
    [TestCase("""{"choices":[{"finish_reason":"content_filter","message":{"content":"A"}}]}""", FailureKind.Refused)]
    [TestCase("""{"choices":[]}""", FailureKind.Unknown)]
    public async Task An_answer_that_is_none_fails(string answer, FailureKind kind)
    {
        await using var host = await OpenRouterHost.StartAsync();
        using var http = host.Client();
        host.Then(Scripted.Json(answer));
        Assert.That((await Reject.FailureAsync(() => Client(http).AnswerAsync(Questions.Plain("openrouter", Model), CancellationToken.None))).Kind, Is.EqualTo(kind));
    }

    [Test]
    public async Task The_host_itself_refuses_a_bad_question()
    {
        await using var host = await OpenRouterHost.StartAsync();
        var bad = new Received("POST", "/api/v1/chat/completions", new Dictionary<string, string>(), new Dictionary<string, string>(), "application/json", JsonNode.Parse("""{"model":7,"messages":[],"provider":{"require":true}}"""), []);
        Assert.That(host.Judge(bad), Has.Count.EqualTo(3));
        Assert.That(OpenRouterHost.Spec.Find("POST", "/api/v1/chat/completions")!.Uncompiled("application/json"), Is.Empty);
    }

    private static OpenRouterText Client(HttpClient http) => new(http, OpenRouterHost.Key, TestTime.Now);

    private static Scripted Events(string text) => Scripted.Text(text, media: "text/event-stream");

    private static Scripted Answer(string reason) => Scripted.Json(new JsonObject
    {
        ["model"] = "openai/gpt-5.4-2026", ["choices"] = new JsonArray(new JsonObject { ["finish_reason"] = reason, ["message"] = new JsonObject { ["content"] = "A bag" } }), ["usage"] = new JsonObject { ["prompt_tokens"] = 11, ["completion_tokens"] = 7 },
    });
}
