using Commerce.Providers.Fal;
using Commerce.Providers.Google;
using Commerce.Providers.OpenAi;
using Commerce.Providers.OpenRouter;
using Commerce.Providers.Replicate;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract;

/// <summary>The lists in which vendors say what models they have, asked for as each vendor's contract allows.</summary>
[Category("Contract")]
public sealed class ModelListTests
{
    private static readonly VendorKey Key = new("secret-of-tests-1");

    [Test]
    public async Task OpenAi_names_its_models_and_the_days_they_end()
    {
        await using var host = await VendorHost.StartAsync(new Spec(Places.Vendor("openai/openapi.json")));
        using var http = host.Client();
        host.Then(Scripted.Json("""{"object":"list","data":[{"id":"gpt-image-2","shutdown_date":null},{"id":"gpt-4o","shutdown_date":"2027-01-14"},{"id":"odd","shutdown_date":"soon"},{"shutdown_date":"2027-01-14"}]}"""));
        Assert.That(await new OpenAiImages(http, Key, TestTime.Now).AskAfterAsync(["gpt-4o"], CancellationToken.None),
            Is.EqualTo(new ListedModel[] { new("gpt-image-2"), new("gpt-4o", new DateOnly(2027, 1, 14)), new("odd") }));
    }

    [Test]
    public async Task Googles_list_is_read_to_its_end_and_no_further_than_one_can_be()
    {
        await using var host = await VendorHost.StartAsync(new Spec(Places.Vendor("google/gemini.openapi.json")));
        using var http = host.Client();
        host.Then(Scripted.Json("""{"models":[{"name":"models/gemini-a"}],"nextPageToken":"t/2"}"""), Scripted.Json("""{"models":[{"name":"models/gemini-b"}]}"""));
        var client = new GoogleImages(http, Key, TestTime.Now);
        Assert.That(await client.AskAfterAsync([], CancellationToken.None), Is.EqualTo(new ListedModel[] { new("gemini-a"), new("gemini-b") }));

        host.Then([.. Enumerable.Repeat(Scripted.Json("""{"models":[],"nextPageToken":"on"}"""), 20)]);
        Assert.That((await Reject.FailureAsync(() => client.AskAfterAsync([], CancellationToken.None))).Message, Does.Contain("does not end"));
    }

    [Test]
    public async Task Replicate_is_asked_for_each_and_one_that_is_not_found_is_left_out_but_a_failure_is_one()
    {
        await using var host = await VendorHost.StartAsync(new Spec(Places.Vendor("replicate/openapi.json")));
        using var http = host.Client();
        host.Then(Scripted.Json("""{"owner":"a","name":"b"}"""), Scripted.Json("""{"detail":"Not found"}""", 404), Scripted.Json("{}", 503));
        var client = new ReplicateClient(http, Key, TestTime.Now);
        Assert.That(await client.AskAfterAsync(["a/b", "c/d"], CancellationToken.None), Is.EqualTo(new ListedModel[] { new("a/b") }));
        Assert.That((await Reject.FailureAsync(() => client.AskAfterAsync(["a/b"], CancellationToken.None))).Kind, Is.EqualTo(FailureKind.Overloaded));
    }

    [Test]
    public async Task Fal_is_asked_for_exactly_these_and_what_it_calls_deprecated_is_left_out()
    {
        await using var host = await VendorHost.StartAsync(new Spec(Places.Vendor("fal/openapi.platform.json")));
        using var http = host.Client();
        host.Then(Scripted.Json("""{"models":[{"endpoint_id":"fal-ai/flux/schnell","metadata":{"status":"active"}},{"endpoint_id":"fal-ai/birefnet","metadata":{"status":"deprecated"}}],"next_cursor":null,"has_more":false}"""));
        Assert.That(await new FalModels(http, Key, TestTime.Now).AskAfterAsync(["fal-ai/flux/schnell", "fal-ai/birefnet"], CancellationToken.None), Is.EqualTo(new ListedModel[] { new("fal-ai/flux/schnell") }));
    }

    [Test]
    public async Task OpenRouter_tells_the_day_after_which_a_model_may_be_removed()
    {
        await using var host = await VendorHost.StartAsync(new Spec(Places.Vendor("openrouter/openapi.json")));
        using var http = host.Client();
        var none = Scripted.Json("""{"data":[]}""");
        host.Then(Scripted.Json("""{"data":[{"id":"a/words","architecture":{"output_modalities":["text"]},"expiration_date":"2027-02-01"}]}"""), none, none);
        Assert.That(await new OpenRouterModels(http, Key, TestTime.Now).AskAfterAsync([], CancellationToken.None), Is.EqualTo(new ListedModel[] { new("a/words", new DateOnly(2027, 2, 1)) }));
    }
}
