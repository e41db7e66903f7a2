using System.Text.Json.Nodes;
using Commerce.Providers.OpenAi;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.OpenAi;

[Category("Contract")]
public sealed class OpenAiTextTests
{
    private static readonly Lazy<Spec> Contract = new(() => new Spec(Places.Vendor("openai/openapi.json")));

    [Test]
    public async Task A_shaped_answer_is_asked_for_and_read()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Answer("completed", """{"type":"output_text","text":"{\"title\":\"Bag\"}","annotations":[]}"""), Answer("incomplete", """{"type":"output_text","text":"A ba","annotations":[]}"""));
        Assert.That(await Client(http).AnswerAsync(Questions.Shaped("openai", "gpt-6-luna"), CancellationToken.None), Is.EqualTo(new TextAnswer("""{"title":"Bag"}""", "gpt-6-luna-1", true, 11, 7)));
        Assert.That((await Client(http).AnswerAsync(Questions.Plain("openai", "gpt-6-luna"), CancellationToken.None)).Complete, Is.False);
        Assert.That(host.Requests[0].Json!["store"]!.GetValue<bool>(), Is.False);
    }

    [Test]
    public async Task A_stream_is_read_to_its_end_and_one_that_breaks_off_fails()
    {
        const string pieces = "event: a\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"A \"}\n\ndata: {\"type\":\"response.output_text.delta\",\"delta\":\"bag\"}\n\n";
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Scripted.Text(pieces + "data: {\"type\":\"response.completed\"}\n\n", media: "text/event-stream"), Scripted.Text(pieces, media: "text/event-stream"),
            Scripted.Text("data: {\"type\":\"error\",\"code\":\"rate_limit_exceeded\",\"message\":\"slow\"}\n\n", media: "text/event-stream"));
        Assert.That(await Questions.AllAsync(Client(http), Questions.Plain("openai", "gpt-6-luna")), Is.EqualTo("A bag"));
        Assert.That((await Reject.FailureAsync(() => Questions.AllAsync(Client(http), Questions.Plain("openai", "gpt-6-luna")))).Kind, Is.EqualTo(FailureKind.Timeout));
        Assert.That((await Reject.FailureAsync(() => Questions.AllAsync(Client(http), Questions.Plain("openai", "gpt-6-luna")))).Kind, Is.EqualTo(FailureKind.RateLimited));
    }

    [TestCase("""{"status":"completed","output":[{"type":"message","content":[{"type":"refusal","refusal":"No."}]}]}""", FailureKind.Refused)]
    [TestCase("""{"status":"incomplete","incomplete_details":{"reason":"content_filter"},"output":[]}""", FailureKind.Refused)]
    [TestCase("""{"status":"failed","error":{"code":"server_error","message":"broken"}}""", FailureKind.Overloaded)]
    [TestCase("""{"status":"completed","output":[]}""", FailureKind.Unknown)]
    public async Task An_answer_that_is_none_fails(string answer, FailureKind kind)
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Scripted.Json(answer));
        Assert.That((await Reject.FailureAsync(() => Client(http).AnswerAsync(Questions.Plain("openai", "gpt-6-luna"), CancellationToken.None))).Kind, Is.EqualTo(kind));
    }

    [Test]
    public async Task The_host_itself_refuses_a_bad_question()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        var bad = new Received("POST", "/v1/responses", new Dictionary<string, string>(), new Dictionary<string, string>(), "application/json", JsonNode.Parse("""{"model":"gpt-6-luna","input":7,"stream":"yes"}"""), []);
        Assert.That(host.Judge(bad), Has.Count.GreaterThanOrEqualTo(2));
    }

    private static OpenAiText Client(HttpClient http) => new(http, new VendorKey("secret-of-tests-1"), TestTime.Now);

    private static Scripted Answer(string status, string part) => Scripted.Json(new JsonObject
    {
        ["id"] = "resp_1", ["model"] = "gpt-6-luna-1", ["status"] = status, ["usage"] = new JsonObject { ["input_tokens"] = 11, ["output_tokens"] = 7 },
        ["output"] = new JsonArray(new JsonObject { ["type"] = "reasoning" }, new JsonObject { ["type"] = "message", ["content"] = new JsonArray(JsonNode.Parse(part)) }),
    });
}
