using System.Text.Json.Nodes;
using Commerce.Providers.Fal;
using Commerce.Providers.Google;
using Commerce.Providers.Kling;
using Commerce.Providers.OpenAi;
using Commerce.Providers.OpenRouter;
using Commerce.Providers.Replicate;
using Commerce.Providers.Runway;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract;

/// <summary>The harmless question that tells whether a key is good, against what each vendor allows to be asked.</summary>
[Category("Contract")]
public sealed class KeyCheckTests
{
    private static readonly VendorKey Key = new("secret-of-tests-1");

    [TestCase("openai", "/v1/models", """{"object":"list","data":[]}""", 200)]
    [TestCase("google", "/v1beta/models", """{"models":[]}""", 200)]
    [TestCase("openrouter", "/api/v1/key", """{"data":{"label":"key"}}""", 200)]
    [TestCase("replicate", "/v1/account", """{"type":"user","username":"somebody"}""", 200)]
    [TestCase("runway", "/v1/organization", """{"creditBalance":12}""", 200)]
    [TestCase("fal", "/fal-ai/flux/requests/00000000-0000-0000-0000-000000000000/status", """{"detail":"Request not found"}""", 404)]
    [TestCase("kling", "/tasks", """{"code":0,"data":[]}""", 200)]
    public async Task A_good_key_is_told_from_a_wrong_one_by_a_question_that_the_contract_allows(string vendor, string path, string good, int status)
    {
        await using var host = await VendorHost.StartAsync(new Spec(SpecOf(vendor)));
        using var http = host.Client();
        var client = Client(vendor, http);
        host.Then(Scripted.Json(good, status), Scripted.Json("{}", 401), Scripted.Json("{}", 503));
        await client.CheckAsync(CancellationToken.None);
        Assert.That((await Reject.FailureAsync(() => client.CheckAsync(CancellationToken.None))).Kind, Is.EqualTo(FailureKind.KeyRefused));
        Assert.That((await Reject.FailureAsync(() => client.CheckAsync(CancellationToken.None))).Kind, Is.EqualTo(FailureKind.Overloaded));
        Assert.That(host.Requests.Select(request => (request.Method, request.Path)).Distinct(), Is.EqualTo(new[] { ("GET", path) }));
    }

    private static JsonObject SpecOf(string vendor) => vendor switch
    {
        "google" => Places.Vendor("google/gemini.openapi.json"),
        "fal" or "kling" => Places.Ours($"{vendor}.json"),
        _ => Places.Vendor($"{vendor}/openapi.json"),
    };

    private static IKeyCheck Client(string vendor, HttpClient http) => vendor switch
    {
        "openai" => new OpenAiImages(http, Key, TestTime.Now),
        "google" => new GoogleImages(http, Key, TestTime.Now),
        "openrouter" => new OpenRouterImages(http, Key, TestTime.Now),
        "replicate" => new ReplicateClient(http, Key, TestTime.Now),
        "runway" => new RunwayClient(http, Key, TestTime.Now),
        "fal" => new FalClient(http, Key, TestTime.Now),
        _ => new KlingClient(http, Key, TestTime.Now),
    };
}
