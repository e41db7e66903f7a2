using System.Text.Json.Nodes;
using Commerce.Providers.Anthropic;
using Commerce.Providers.DeepSeek;
using Commerce.Providers.OpenAi;
using Commerce.Providers.OpenRouter;
using Commerce.Providers.Tests.Contract;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Sandbox;

[TestFixture("openai", "gpt-5.6-sol")]
[TestFixture("anthropic", "claude-sonnet-4-6")]
[TestFixture("deepseek", "deepseek-flash")]
[TestFixture("openrouter", "openai/gpt-5.4")]
public sealed class TextTests(string vendor, string model)
{
    private HttpClient http = null!;
    private ITextClient client = null!;

    private static VendorSandbox Vendors => RunningSandbox.Vendors;

    [SetUp]
    public async Task ConnectAsync()
    {
        await Vendors.CalmAsync();
        http = Vendors.Http(vendor);
        client = Client(VendorSandbox.Key);
    }

    [TearDown]
    public void Disconnect() => http.Dispose();

    [Test]
    public async Task An_answer_fits_the_asked_shape_at_once_and_as_a_stream()
    {
        var question = Questions.Shaped(vendor, model);
        var answer = await client.AnswerAsync(question, CancellationToken.None);
        Assert.That(JsonNode.Parse(answer.Words)!["title"]!.GetValue<string>(), Is.EqualTo("Sandbox title"));
        Assert.That((answer.Model, answer.Complete, answer.TokensIn > 0, answer.TokensOut > 0), Is.EqualTo((model, true, true, true)));
        Assert.That(await Questions.AllAsync(client, question), Is.EqualTo(answer.Words));
        Assert.That((await client.AnswerAsync(Questions.Plain(vendor, model), CancellationToken.None)).Words, Is.EqualTo($"The sandbox answers for {vendor}: Of what?"));
    }

    [Test]
    public async Task An_answer_that_is_cut_off_says_so_and_a_refusal_is_one()
    {
        await Vendors.FaultAsync(vendor, "shortened");
        Assert.That((await client.AnswerAsync(Questions.Plain(vendor, model), CancellationToken.None)).Complete, Is.False);
        await Vendors.FaultAsync(vendor, "refused", times: 2);
        Assert.That((await AnswerFailureAsync()).Kind, Is.EqualTo(FailureKind.Refused));
        Assert.That((await StreamFailureAsync()).Kind, Is.EqualTo(FailureKind.Refused));
    }

    [Test]
    public async Task A_stream_that_breaks_off_is_a_failure()
    {
        await Vendors.FaultAsync(vendor, "broken");
        Assert.That((await StreamFailureAsync()).Kind, Is.EqualTo(FailureKind.Timeout));
    }

    [TestCase("5xx", FailureKind.Overloaded)]
    [TestCase("429", FailureKind.RateLimited)]
    [TestCase("out-of-credit", FailureKind.OutOfCredit)]
    [TestCase("gone", FailureKind.ModelGone)]
    [TestCase("malformed", FailureKind.Unknown)]
    [TestCase("lost-answer", FailureKind.Timeout)]
    public async Task Misbehaviour_is_told_apart_and_then_the_answer_comes(string kind, FailureKind told)
    {
        await Vendors.FaultAsync(vendor, kind);
        Assert.That((await AnswerFailureAsync()).Kind, Is.EqualTo(told));
        Assert.That((await client.AnswerAsync(Questions.Plain(vendor, model), CancellationToken.None)).Words, Is.Not.Empty);
    }

    [Test]
    public async Task A_wrong_key_is_refused() =>
        Assert.That((await Reject.FailureAsync(() => Client(new VendorKey("wrong-key")).AnswerAsync(Questions.Plain(vendor, model), CancellationToken.None))).Kind, Is.EqualTo(FailureKind.KeyRefused));

    private Task<VendorFailure> AnswerFailureAsync() => Reject.FailureAsync(() => client.AnswerAsync(Questions.Plain(vendor, model), CancellationToken.None));

    private Task<VendorFailure> StreamFailureAsync() => Reject.FailureAsync(() => Questions.AllAsync(client, Questions.Plain(vendor, model)));

    private ITextClient Client(VendorKey key) => vendor switch
    {
        "openai" => new OpenAiText(http, key, TestTime.Now),
        "anthropic" => new AnthropicText(http, key, TestTime.Now),
        "openrouter" => new OpenRouterText(http, key, TestTime.Now),
        _ => new DeepSeekText(http, key, TestTime.Now),
    };
}
