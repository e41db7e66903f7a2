using System.Text.Json.Nodes;
using Commerce.Providers.DeepSeek;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.DeepSeek;

[Category("Contract")]
public sealed class DeepSeekTextTests
{
    private const string Model = "deepseek-flash";

    [Test]
    public async Task A_shaped_answer_is_asked_for_and_the_model_that_answered_is_told()
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Answer("stop"), Answer("length"));
        Assert.That(await Client(http).AnswerAsync(Questions.Shaped("deepseek", "deepseek-v4-pro"), CancellationToken.None), Is.EqualTo(new TextAnswer("A bag", Model, true, 11, 7)));
        Assert.That((await Client(http).AnswerAsync(Questions.Plain("deepseek", Model), CancellationToken.None)).Complete, Is.False);
        Assert.That(host.Requests[0].Json!["messages"]![0]!["content"]!.GetValue<string>(), Does.Contain("\"title\""));
    }

    [Test]
    public async Task A_stream_is_read_to_its_end_and_one_that_breaks_off_fails()
    {
        const string piece = "data: {\"choices\":[{\"delta\":{\"content\":\"A bag\"}}]}\n\n";
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Events(piece + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n"), Events(piece), Events("data: {\"choices\":[{\"finish_reason\":\"content_filter\"}]}\n\n"));
        Assert.That(await Questions.AllAsync(Client(http), Questions.Plain("deepseek", Model)), Is.EqualTo("A bag"));
        Assert.That((await Reject.FailureAsync(() => Questions.AllAsync(Client(http), Questions.Plain("deepseek", Model)))).Kind, Is.EqualTo(FailureKind.Timeout));
        Assert.That((await Reject.FailureAsync(() => Questions.AllAsync(Client(http), Questions.Plain("deepseek", Model)))).Kind, Is.EqualTo(FailureKind.Refused));
    }

    [TestCase(402, FailureKind.OutOfCredit)]
    [TestCase(422, FailureKind.InvalidRequest)]
    [TestCase(429, FailureKind.RateLimited)]
    [TestCase(503, FailureKind.Overloaded)]
    public async Task Errors_are_told_apart(int status, FailureKind kind)
    {
        await using var host = await HostAsync();
        using var http = host.Client();
        host.Then(Scripted.Json("""{"error":{"message":"no","type":"unknown_error"}}""", status));
        Assert.That((await Reject.FailureAsync(() => Client(http).AnswerAsync(Questions.Plain("deepseek", Model), CancellationToken.None))).Kind, Is.EqualTo(kind));
    }

    [Test]
    public async Task The_host_itself_refuses_a_model_that_is_gone()
    {
        await using var host = await HostAsync();
        var bad = new Received("POST", "/chat/completions", new Dictionary<string, string>(), new Dictionary<string, string>(), "application/json", JsonNode.Parse("""{"model":"deepseek-chat","messages":[]}"""), []);
        Assert.That(host.Judge(bad), Has.Count.EqualTo(3));
    }

    private static DeepSeekText Client(HttpClient http) => new(http, new VendorKey("secret-of-tests-1"), TestTime.Now);

    private static Task<VendorHost> HostAsync() => VendorHost.StartAsync(new Spec(Places.Ours("deepseek.json")));

    private static Scripted Events(string text) => Scripted.Text(text, media: "text/event-stream");

    private static Scripted Answer(string reason) => Scripted.Json(new JsonObject
    {
        ["model"] = Model, ["choices"] = new JsonArray(new JsonObject { ["finish_reason"] = reason, ["message"] = new JsonObject { ["content"] = "A bag" } }), ["usage"] = new JsonObject { ["prompt_tokens"] = 11, ["completion_tokens"] = 7 },
    });
}
