using Commerce.Providers.ElevenLabs;
using Commerce.Providers.Requests;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Contract.ElevenLabs;

[Category("Contract")]
public sealed class ElevenLabsClientTests
{
    private static readonly Lazy<Spec> Contract = new(() => new Spec(Places.Vendor("elevenlabs/openapi.json")));

    private static readonly MediaInput.Held Recording = new(new byte[] { 1, 2 }, "audio/mpeg");

    [TestCase("eleven_multilingual_v2", WorkTask.TextToSpeech, "/v1/text-to-speech/voice-1")]
    [TestCase("eleven_multilingual_sts_v2", WorkTask.SpeechToSpeech, "/v1/speech-to-speech/voice-1")]
    [TestCase("audio-isolation", WorkTask.IsolateVoice, "/v1/audio-isolation")]
    [TestCase("music_v2", WorkTask.Music, "/v1/music")]
    [TestCase("eleven_text_to_sound_v2", WorkTask.SoundEffect, "/v1/sound-generation")]
    public async Task Each_kind_of_sound_is_ordered_as_the_contract_says(string model, WorkTask task, string path)
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(new Scripted(200, [1, 2, 3], "audio/mpeg", new Dictionary<string, string> { ["character-cost"] = "12" }));
        var entry = Orders.Model("elevenlabs", model);
        var order = (SpeechRequest)Orders.Least(entry, task, "voice-1") with { Recording = task is WorkTask.SpeechToSpeech or WorkTask.IsolateVoice ? Recording : null, Seconds = entry.Seconds.Count > 0 ? entry.Seconds[0] : null };
        var job = await Client(http).SubmitAsync(order, CancellationToken.None);
        var sound = (JobOutput.Held)job.Outputs.Single();
        Assert.That((host.Requests[0].Path, sound.Bytes.ToArray(), sound.MimeType, job.Charge), Is.EqualTo((path, new byte[] { 1, 2, 3 }, "audio/mpeg", new VendorCharge(12, "characters"))));
        Assert.That(host.Requests[0].Headers["xi-api-key"], Is.EqualTo("secret-of-tests-1"));
    }

    [Test]
    public async Task Words_with_timestamps_come_with_their_alignment()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Scripted.Json("""{"audio_base64":"AQID","alignment":{"characters":["a"]}}"""));
        var job = await Client(http).SubmitAsync(Words() with { Timestamps = true, Language = "de", Seed = 3 }, CancellationToken.None);
        Assert.That(job.Outputs[1], Is.EqualTo(new JobOutput.Facts("""{"characters":["a"]}""")));
        Assert.That(host.Requests[0].Json!["text"]!.GetValue<string>(), Is.EqualTo("A canvas bag"));
    }

    [Test]
    public async Task Voices_are_listed_to_the_last_page_made_and_removed()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(
            Scripted.Json("""{"voices":[{"voice_id":"a","name":"Ann","category":"premade","preview_url":null}],"has_more":true,"next_page_token":"p2"}"""), Scripted.Json("""{"voices":[{"voice_id":"b","name":"Ben"}],"has_more":false}"""),
            Scripted.Json("""{"voice_id":"c","requires_verification":false}"""), Scripted.Json("""{"status":"ok"}"""));
        Assert.That(await Client(http).VoicesAsync(CancellationToken.None), Is.EqualTo(new[] { new Voice("a", "Ann", "premade", null), new Voice("b", "Ben", null, null) }));
        Assert.That(await Client(http).CloneAsync("Cora", [Recording, Recording], CancellationToken.None), Is.EqualTo("c"));
        await Client(http).DeleteAsync("c", CancellationToken.None);
        Assert.That(host.Requests[2].Form.Count(part => part.Name == "files"), Is.EqualTo(2));
    }

    [TestCase(422, """{"detail":[{"loc":["body","text"],"msg":"too long","type":"value_error"}]}""", FailureKind.InvalidRequest)]
    [TestCase(429, """{"detail":{"status":"too_many_concurrent_requests","message":"queue it"}}""", FailureKind.RateLimited)]
    [TestCase(429, """{"detail":{"status":"system_busy","message":"later"}}""", FailureKind.Overloaded)]
    [TestCase(401, """{"detail":{"status":"quota_exceeded","message":"empty"}}""", FailureKind.OutOfCredit)]
    public async Task Errors_are_told_apart(int status, string answer, FailureKind kind)
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Scripted.Json(answer, status));
        Assert.That((await Reject.FailureAsync(() => Client(http).SubmitAsync(Words(), CancellationToken.None))).Kind, Is.EqualTo(kind));
    }

    [Test]
    public async Task An_answer_that_is_no_sound_is_a_failure_and_an_address_is_refused_before_a_call()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        using var http = host.Client();
        host.Then(Scripted.Text("<html>"));
        Assert.That((await Client(http).SubmitAsync(Words(), CancellationToken.None)).Failure!.Kind, Is.EqualTo(FailureKind.Unknown));
        var failure = await Reject.FailureAsync(() => Client(http).SubmitAsync((SpeechRequest)Orders.Least(Orders.Model("elevenlabs", "audio-isolation"), WorkTask.IsolateVoice), CancellationToken.None));
        Assert.That((failure.Code, host.Requests.Count), Is.EqualTo(("cannot-recording", 1)));
    }

    [Test]
    public async Task The_host_itself_refuses_bad_requests()
    {
        await using var host = await VendorHost.StartAsync(Contract.Value);
        var bad = new Received("POST", "/v1/text-to-speech/v", new Dictionary<string, string> { ["speed"] = "2" }, new Dictionary<string, string>(), "application/json", System.Text.Json.Nodes.JsonNode.Parse("{}"), []);
        Assert.That(host.Judge(bad), Is.EquivalentTo(new[] { "the query speed is not known", "body.text is missing" }));
        Assert.That(host.Judge(bad with { Path = "/v1/voices/add", Query = new Dictionary<string, string>(), Media = "multipart/form-data", Json = null, Form = [("name", "x")] }), Is.EqualTo(new[] { "body.files is missing" }));
    }

    private static SpeechRequest Words() => (SpeechRequest)Orders.Least(Orders.Model("elevenlabs", "eleven_multilingual_v2"), WorkTask.TextToSpeech, "voice-1");

    private static ElevenLabsClient Client(HttpClient http) => new(http, new VendorKey("secret-of-tests-1"), TestTime.Now);
}
