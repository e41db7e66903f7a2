using System.Text.Json.Nodes;
using Commerce.Providers.Anthropic;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.Anthropic;

[Category("Contract")]
public sealed class AnthropicTextTests
{
    private const string Model = "claude-sonnet-4-6";

    private static readonly Lazy<Spec> Contract = new(() => new Spec(Places.Vendor("anthropic/openapi.json")));

    [Test]
    public async Task A_shaped_answer_is_asked_for_and_read()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Answer("end_turn"), Answer("max_tokens"));
        Assert.That(await Client(http).AnswerAsync(Questions.Shaped("anthropic", Model), CancellationToken.None), Is.EqualTo(new TextAnswer("A bag", Model, true, 11, 7)));
        Assert.That((await Client(http).AnswerAsync(Questions.Plain("anthropic", Model), CancellationToken.None)).Complete, Is.False);
        Assert.That((host.Requests[0].Headers["x-api-key"], host.Requests[0].Headers["anthropic-version"]), Is.EqualTo(("secret-of-tests-1", "2023-06-01")));
    }

    [Test]
    public async Task A_stream_is_read_to_its_end_and_one_that_breaks_off_fails()
    {
        const string pieces = "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"delta\":{\"type\":\"text_delta\",\"text\":\"A bag\"}}\n\n";
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Events(pieces + "data: {\"type\":\"message_stop\"}\n\n"), Events(pieces), Events(pieces + "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"refusal\"}}\n\n"),
            Events("data: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"busy\"}}\n\n"));
        Assert.That(await Questions.AllAsync(Client(http), Questions.Plain("anthropic", Model)), Is.EqualTo("A bag"));
        foreach (var kind in new[] { FailureKind.Timeout, FailureKind.Refused, FailureKind.Overloaded })
        {
            Assert.That((await Reject.FailureAsync(() => Questions.AllAsync(Client(http), Questions.Plain("anthropic", Model)))).Kind, Is.EqualTo(kind));
        }
    }

    [TestCase(429, "rate_limit_error", FailureKind.RateLimited)]
    [TestCase(529, "overloaded_error", FailureKind.Overloaded)]
    [TestCase(404, "not_found_error", FailureKind.ModelGone)]
    [TestCase(400, "invalid_request_error", FailureKind.InvalidRequest)]
    [TestCase(402, "billing_error", FailureKind.OutOfCredit)]
    public async Task Errors_are_told_apart(int status, string type, FailureKind kind)
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Scripted.Json(new JsonObject { ["type"] = "error", ["error"] = new JsonObject { ["type"] = type, ["message"] = "no" } }, status, ("Retry-After", "3")), Answer("refusal"));
        var failure = await Reject.FailureAsync(() => Client(http).AnswerAsync(Questions.Plain("anthropic", Model), CancellationToken.None));
        Assert.That((failure.Kind, failure.After), Is.EqualTo((kind, (TimeSpan?)TimeSpan.FromSeconds(3))));
        Assert.That((await Reject.FailureAsync(() => Client(http).AnswerAsync(Questions.Plain("anthropic", Model), CancellationToken.None))).Kind, Is.EqualTo(FailureKind.Refused));
    }

    [Test]
    public async Task The_host_itself_refuses_a_bad_question()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        var bad = new Received("POST", "/v1/messages", new Dictionary<string, string>(), new Dictionary<string, string>(), "application/json", JsonNode.Parse("""{"model":"m","messages":[{"role":"nobody","content":"x"}],"extra":1}"""), []);
        Assert.That(host.Judge(bad), Has.Count.GreaterThanOrEqualTo(3));
    }

    private static AnthropicText Client(HttpClient http) => new(http, new VendorKey("secret-of-tests-1"), TestTime.Now);

    private static Scripted Events(string text) => Scripted.Text(text, media: "text/event-stream");

    private static Scripted Answer(string reason) => Scripted.Json(new JsonObject
    {
        ["model"] = Model, ["stop_reason"] = reason, ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = "A bag" }), ["usage"] = new JsonObject { ["input_tokens"] = 11, ["output_tokens"] = 7 },
    });
}
