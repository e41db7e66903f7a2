using System.Net;
using Commerce.Providers.Anthropic;
using Commerce.Providers.DeepSeek;
using Commerce.Providers.ElevenLabs;
using Commerce.Providers.Fal;
using Commerce.Providers.Google;
using Commerce.Providers.Kie;
using Commerce.Providers.Kling;
using Commerce.Providers.OpenAi;
using Commerce.Providers.OpenRouter;
using Commerce.Providers.Replicate;
using Commerce.Providers.Requests;
using Commerce.Providers.Runway;
using Commerce.Providers.Tests.Contract;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Vendors;

/// <summary>No key shows in an exception, a failure, or what is printed of a client: vendors that echo keys are played.</summary>
public sealed class KeyTests
{
    private const string Secret = "firstpart-of-a-secret-lastpart";

    [TestCase("Incorrect API key provided: " + Secret)]
    [TestCase("Incorrect API key provided: firstp*******astpart.")]
    [TestCase("key=" + Secret + ", try again")]
    public async Task An_echoed_key_is_kept_out(string echo)
    {
        foreach (var (name, call) in Calls())
        {
            using var http = Echoing(echo);
            try
            {
                await call(http);
                Assert.Fail($"{name} did not fail");
            }
            catch (VendorException error)
            {
                Assert.That(error.ToString() + error.Failure, Does.Not.Contain(Secret).And.Not.Contain("firstp").And.Not.Contain("astpart"), name);
                Assert.That(error.Failure.Kind, Is.Not.EqualTo(FailureKind.Timeout), name);
            }
        }
    }

    [Test]
    public async Task A_connection_that_fails_tells_whether_the_order_may_have_arrived()
    {
        using var closed = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1") };
        using var broken = new HttpClient(new Answering(() => throw new HttpRequestException(HttpRequestError.ResponseEnded, Secret))) { BaseAddress = new Uri("http://127.0.0.1") };
        using var slow = new HttpClient(new Answering(() => throw new TaskCanceledException(Secret))) { BaseAddress = new Uri("http://127.0.0.1") };
        foreach (var (http, kind) in new[] { (closed, FailureKind.Overloaded), (broken, FailureKind.Timeout), (slow, FailureKind.Timeout) })
        {
            foreach (var (name, call) in Calls())
            {
                var error = (await Assert.ThrowsAsync<VendorException>(() => call(http), name))!;
                Assert.That((error.Failure.Kind, error.ToString().Contains(Secret, StringComparison.Ordinal)), Is.EqualTo((kind, false)), name);
            }
        }
    }

    [Test]
    public void A_key_prints_as_its_type_and_an_empty_one_is_refused()
    {
        Assert.That($"{new VendorKey(Secret)}", Is.EqualTo("VendorKey"));
        Assert.That(() => new VendorKey(" "), Throws.ArgumentException);
    }

    private static IEnumerable<(string Name, Func<HttpClient, Task> Call)> Calls()
    {
        var key = new VendorKey(Secret);
        var time = TestTime.Now;
        yield return ("kie", http => new KieClient(http, http, key, time).SubmitAsync((ImageRequest)Orders.Least(Orders.Model("kie", "nano-banana-2"), WorkTask.TextToImage), CancellationToken.None));
        yield return ("openai images", http => new OpenAiImages(http, key, time).SubmitAsync((ImageRequest)Orders.Least(Orders.Model("openai", "gpt-image-2"), WorkTask.TextToImage), CancellationToken.None));
        yield return ("openai", http => new OpenAiText(http, key, time).AnswerAsync(Questions.Plain("openai", "gpt-6-luna"), CancellationToken.None));
        yield return ("openai stream", http => Questions.AllAsync(new OpenAiText(http, key, time), Questions.Plain("openai", "gpt-6-luna")));
        yield return ("anthropic", http => new AnthropicText(http, key, time).AnswerAsync(Questions.Plain("anthropic", "claude-sonnet-4-6"), CancellationToken.None));
        yield return ("deepseek", http => new DeepSeekText(http, key, time).AnswerAsync(Questions.Plain("deepseek", "deepseek-flash"), CancellationToken.None));
        yield return ("elevenlabs", http => new ElevenLabsClient(http, key, time).VoicesAsync(CancellationToken.None));
        yield return ("fal", http => new FalClient(http, key, time).SubmitAsync((ImageRequest)Orders.Least(Orders.Model("fal", "fal-ai/flux/schnell"), WorkTask.TextToImage), CancellationToken.None));
        yield return ("google images", http => new GoogleImages(http, key, time).SubmitAsync((ImageRequest)Orders.Least(Orders.Model("google", "gemini-3-pro-image"), WorkTask.TextToImage), CancellationToken.None));
        yield return ("google videos", http => new GoogleVideos(http, key, time).SubmitAsync((VideoRequest)Orders.Least(Orders.Model("google", "gemini-omni-1.1-flash"), WorkTask.TextToVideo), CancellationToken.None));
        yield return ("replicate", http => new ReplicateClient(http, key, time).SubmitAsync((ImageRequest)Orders.Least(Orders.Model("replicate", "black-forest-labs/flux-schnell"), WorkTask.TextToImage), CancellationToken.None));
        yield return ("kling", http => new KlingClient(http, key, time).SubmitAsync((VideoRequest)Orders.Least(Orders.Model("kling", "kling-3.0"), WorkTask.TextToVideo), CancellationToken.None));
        yield return ("openrouter", http => new OpenRouterText(http, key, time).AnswerAsync(Questions.Plain("openrouter", "openai/gpt-5.4"), CancellationToken.None));
        yield return ("openrouter stream", http => Questions.AllAsync(new OpenRouterText(http, key, time), Questions.Plain("openrouter", "openai/gpt-5.4")));
        yield return ("openrouter images", http => new OpenRouterImages(http, key, time).SubmitAsync((ImageRequest)Orders.Least(Orders.Model("openrouter", "bytedance-seed/seedream-4.5"), WorkTask.TextToImage), CancellationToken.None));
        yield return ("openrouter videos", http => new OpenRouterVideos(http, key, time).SubmitAsync((VideoRequest)Orders.Least(Orders.Model("openrouter", "google/veo-3.1"), WorkTask.TextToVideo), CancellationToken.None));
        yield return ("openrouter speech", http => new OpenRouterSpeech(http, key, time).SubmitAsync((SpeechRequest)Orders.Least(Orders.Model("openrouter", "mistralai/voxtral-mini-tts-2603"), WorkTask.TextToSpeech, "en_paul_neutral"), CancellationToken.None));
        yield return ("openrouter models", http => new OpenRouterModels(http, key, time).ListAsync(CancellationToken.None));
        yield return ("runway", http => new RunwayClient(http, key, time).SubmitAsync((VideoRequest)Orders.Least(Orders.Model("runway", "gen4_turbo"), WorkTask.ImageToVideo), CancellationToken.None));
    }

    private static HttpClient Echoing(string echo)
    {
        var body = new System.Text.Json.Nodes.JsonObject
        {
            ["code"] = 401, ["msg"] = echo, ["detail"] = echo, ["error"] = new System.Text.Json.Nodes.JsonObject { ["message"] = echo, ["code"] = echo, ["type"] = "authentication_error" },
        };
        return new HttpClient(new Answering(() => new HttpResponseMessage(HttpStatusCode.Unauthorized) { Content = new StringContent(body.ToJsonString()) })) { BaseAddress = new Uri("http://127.0.0.1") };
    }

    private sealed class Answering(Func<HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer());
    }
}
