using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;
using Commerce.Providers.OpenRouter;
using Commerce.Providers.Requests;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.OpenRouter;

/// <summary>Pictures, speech and the lists of models.</summary>
[Category("Contract")]
public sealed class OpenRouterMediaTests
{
    [Test]
    public async Task Pictures_come_at_once_with_their_price()
    {
        await using var host = await OpenRouterHost.StartAsync();
        using var http = host.Client();
        host.Then(Scripted.Json("""{"created":1,"data":[{"b64_json":"AQID","media_type":"image/webp"},{"b64_json":"AQ=="}],"usage":{"cost":0.04}}"""));
        var model = Orders.Model("openrouter", "bytedance-seed/seedream-4.5") with { References = 2, Count = 2, Tasks = [WorkTask.ImageToImage], Ratios = ["4:5"], Transparent = true };
        var job = await Images(http).SubmitAsync((ImageRequest)Orders.Most(model, WorkTask.ImageToImage) with { Transparent = true, References = [Orders.Picture, Orders.Held] }, CancellationToken.None);
        Assert.That(job.Outputs.Cast<JobOutput.Held>().Select(output => (output.Bytes.Length, output.MimeType)), Is.EqualTo(new[] { (3, "image/webp"), (1, "image/png") }));
        Assert.That((job.State, job.Charge), Is.EqualTo((JobState.Succeeded, new VendorCharge(0.04m, "USD"))));
        Assert.That(host.Unjudged(host.Requests[0]), Is.Empty);
        Assert.That(host.Requests[0].Json!["input_references"]![1]!["image_url"]!["url"]!.GetValue<string>(), Does.StartWith("data:image/png;base64,"));
    }

    [Test]
    public async Task Pictures_that_are_none_or_refused_fail_and_after_a_429_the_same_order_is_taken()
    {
        await using var host = await OpenRouterHost.StartAsync();
        using var http = host.Client();
        host.Then(OpenRouterHost.Error(429) with { Headers = new Dictionary<string, string> { ["Retry-After"] = "4" } }, Scripted.Json("""{"created":1,"data":[{"b64_json":"no base64!"}]}"""), OpenRouterHost.Error(400, "Flagged by the content policy"));
        var order = (ImageRequest)Orders.Least(Orders.Model("openrouter", "bytedance-seed/seedream-4.5"), WorkTask.TextToImage);
        Assert.That((await Reject.FailureAsync(() => Images(http).SubmitAsync(order, CancellationToken.None))).After, Is.EqualTo(TimeSpan.FromSeconds(4)));
        Assert.That((await Images(http).SubmitAsync(order, CancellationToken.None)).Failure!.Kind, Is.EqualTo(FailureKind.Unknown));
        Assert.That((await Reject.FailureAsync(() => Images(http).SubmitAsync(order, CancellationToken.None))).Kind, Is.EqualTo(FailureKind.Refused));
    }

    [Test]
    public async Task Words_are_read_aloud_and_what_is_no_sound_is_a_failure()
    {
        await using var host = await OpenRouterHost.StartAsync();
        using var http = host.Client();
        host.Then(Scripted.Bytes([1, 2, 3], "audio/mpeg"), Scripted.Text("<html>"), OpenRouterHost.Error(503));
        var client = new OpenRouterSpeech(http, OpenRouterHost.Key, TestTime.Now);
        var order = (SpeechRequest)Orders.Least(Orders.Model("openrouter", "mistralai/voxtral-mini-tts-2603"), WorkTask.TextToSpeech, "en_paul_neutral");
        Assert.That(((JobOutput.Held)(await client.SubmitAsync(order, CancellationToken.None)).Outputs.Single()).MimeType, Is.EqualTo("audio/mpeg"));
        Assert.That((await client.SubmitAsync(order, CancellationToken.None)).Failure!.Kind, Is.EqualTo(FailureKind.Unknown));
        Assert.That((await Reject.FailureAsync(() => client.SubmitAsync(order, CancellationToken.None))).Kind, Is.EqualTo(FailureKind.Overloaded));
        Assert.That((await Reject.FailureAsync(() => client.SubmitAsync(order with { Timestamps = true }, CancellationToken.None))).Code, Is.EqualTo("cannot-timestamps"));
        Assert.That(host.Unjudged(host.Requests[0]), Is.Empty);
        Assert.That(host.Requests[0].Json!["input"]!.GetValue<string>(), Is.EqualTo("A canvas bag"));
    }

    [Test]
    public async Task The_lists_of_models_become_entries_of_the_catalogue()
    {
        await using var host = await OpenRouterHost.StartAsync();
        using var http = host.Client();
        var words = OpenRouterHost.Spec.Example("GET", "/api/v1/models", "200");
        words["data"]!.AsArray().Add(JsonNode.Parse("""{"id":"google/veo-3.1","architecture":{"output_modalities":["video"]},"expiration_date":"2027-02-01"}"""));
        words["data"]!.AsArray().Add(JsonNode.Parse("""{"id":"a/voice","architecture":{"output_modalities":["speech"]}}"""));
        var pictures = Scripted.Json("""{"data":[{"id":"a/picture","architecture":{"input_modalities":["text","image"],"output_modalities":["image"]},"supported_parameters":{"resolution":{"type":"enum","values":["1K","2K"]},"n":{"type":"range","min":1,"max":4},"input_references":{"type":"range","min":0,"max":16}}}]}""");
        host.Then(Scripted.Json(words), pictures, Scripted.Json(OpenRouterHost.Spec.Example("GET", "/api/v1/videos/models", "200")));
        var models = await new OpenRouterModels(http, OpenRouterHost.Key, TestTime.Now).ListAsync(CancellationToken.None);
        Assert.That(models.Select(model => model.Id), Is.EqualTo(new[] { "openai/gpt-4", "a/voice", "a/picture", "google/veo-3.1" }));
        Assert.That(models[0].Prices.Select(price => (price.Unit, price.Usd)), Is.EqualTo(new[] { (PriceUnit.MillionTokensIn, 30m), (PriceUnit.MillionTokensOut, 60m) }));
        Assert.That((models[2].Resolutions, models[2].Count, models[2].References, models[2].Tasks), Is.EqualTo((new[] { "1K", "2K" }, 4, 16, new[] { WorkTask.TextToImage, WorkTask.ImageToImage })).UsingPropertiesComparer());
        Assert.That((models[3].Until, models[3].EndFrame, models[3].Sound, string.Join(',', models[3].Seconds)), Is.EqualTo(((DateOnly?)new DateOnly(2027, 2, 1), true, true, "5,8")));
    }

    [Test]
    public async Task The_host_itself_refuses_bad_requests()
    {
        await using var host = await OpenRouterHost.StartAsync();
        var bad = new Received("POST", "/api/v1/images", new Dictionary<string, string>(), new Dictionary<string, string>(), "application/json", JsonNode.Parse("""{"prompt":"","aspect_ratio":"5:1","resolution":"3K"}"""), []);
        Assert.That(host.Judge(bad), Has.Count.EqualTo(4));
        Assert.That(host.Judge(bad with { Path = "/api/v1/audio/speech" }), Has.Count.EqualTo(2));
        foreach (var path in new[] { "/api/v1/images", "/api/v1/audio/speech" }) Assert.That(OpenRouterHost.Spec.Find("POST", path)!.Uncompiled("application/json"), Is.Empty);
    }

    private static OpenRouterImages Images(HttpClient http) => new(http, OpenRouterHost.Key, TestTime.Now);
}
