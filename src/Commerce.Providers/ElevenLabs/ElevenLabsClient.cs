using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.ElevenLabs;

/// <summary>
/// Speech, music and noises by ElevenLabs, and its voices. Answers at once. Source: ElevenLabs' OpenAPI document of 22 August 2026.
/// Whoever clones a voice keeps the speaker's consent; ElevenLabs does not ask for it.
/// </summary>
public sealed class ElevenLabsClient : AtOnceClient, ISpeechClient
{
    private readonly VendorHttp http;
    private readonly TimeProvider time;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is ElevenLabs'.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public ElevenLabsClient(HttpClient http, VendorKey key, TimeProvider time)
    {
        this.time = time;
        this.http = new VendorHttp(http, key, time, request => key.AddTo(request, "xi-api-key"), ElevenLabsFailures.Read);
    }

    /// <inheritdoc/>
    public override string Vendor => "elevenlabs";

    /// <summary>The voices that can be used. All pages are read.</summary>
    /// <exception cref="VendorException">When they cannot be had.</exception>
    public async Task<IReadOnlyList<Voice>> VoicesAsync(CancellationToken ct)
    {
        var voices = new List<Voice>();
        string? next = null;
        do
        {
            var page = await http.GetAsync("/v2/voices?page_size=100" + (next is null ? "" : $"&next_page_token={Uri.EscapeDataString(next)}"), ct);
            voices.AddRange(page.At("voices").Items().Select(voice => new Voice(voice.At("voice_id").Text() ?? "", voice.At("name").Text() ?? "", voice.At("category").Text(), voice.At("preview_url").Text())));
            next = page.At("has_more").Text() == "true" ? page.At("next_page_token").Text() : null;
        }
        while (next is not null);
        return voices;
    }

    /// <summary>Makes a voice from recordings of somebody who agreed to it.</summary>
    /// <returns>The voice's id.</returns>
    /// <exception cref="VendorException">When it cannot be made.</exception>
    public async Task<string> CloneAsync(string name, IReadOnlyList<MediaInput.Held> recordings, CancellationToken ct)
    {
        using var form = new MultipartFormDataContent { { new StringContent(name), "name" } };
        foreach (var (index, recording) in recordings.Index()) form.Add(File(recording), "files", recording.FileName($"recording-{index + 1}"));
        var answer = await http.JsonAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/voices/add") { Content = form }, ct);
        return answer.At("voice_id").Text() ?? throw http.Clean(new VendorFailure(FailureKind.Unknown, "ElevenLabs names no voice."));
    }

    /// <summary>Removes a voice for good.</summary>
    /// <exception cref="VendorException">When it cannot be removed.</exception>
    public async Task DeleteAsync(string voice, CancellationToken ct) => await http.JsonAsync(new HttpRequestMessage(HttpMethod.Delete, $"/v1/voices/{Uri.EscapeDataString(voice)}"), ct);

    /// <inheritdoc/>
    public async Task<Job> SubmitAsync(SpeechRequest request, CancellationToken ct)
    {
        ModelFit.Demand(request, time);
        using var message = Message(request);
        if (request is { Task: WorkTask.TextToSpeech, Timestamps: true }) return Timed(request.Model.Id, await http.JsonAsync(message, ct));
        using var response = await http.SendAsync(message, HttpCompletionOption.ResponseContentRead, ct);
        var sound = await response.Content.ReadAsByteArrayAsync(ct);
        var type = response.Content.Headers.ContentType?.MediaType ?? "audio/mpeg";
        return Job.Made("", request.Model.Id, sound.Length == 0 || !type.StartsWith("audio/", StringComparison.Ordinal) ? [] : [new JobOutput.Held(sound, type)]) with { Charge = Charge(response.Headers) };
    }

    private static HttpRequestMessage Message(SpeechRequest request) => request.Task switch
    {
        WorkTask.TextToSpeech => Post($"/v1/text-to-speech/{Uri.EscapeDataString(request.Voice!)}{(request.Timestamps ? "/with-timestamps" : "")}", VendorHttp.Json(Spoken(request))),
        WorkTask.SpeechToSpeech => Post($"/v1/speech-to-speech/{Uri.EscapeDataString(request.Voice!)}", Form(request, withModel: true)),
        WorkTask.IsolateVoice => Post("/v1/audio-isolation", Form(request, withModel: false)),
        WorkTask.Music => Post("/v1/music", VendorHttp.Json(Timed(new JsonObject { ["prompt"] = request.PromptText, ["model_id"] = request.Model.Id }, "music_length_ms", request.Seconds * 1000))),
        WorkTask.SoundEffect => Post("/v1/sound-generation", VendorHttp.Json(Timed(new JsonObject { ["text"] = request.PromptText, ["model_id"] = request.Model.Id }, "duration_seconds", request.Seconds))),
        _ => throw new VendorException(new VendorFailure(FailureKind.InvalidRequest, "ElevenLabs does not make this.", "cannot-task")),
    };

    private static JsonObject Spoken(SpeechRequest request)
    {
        var body = new JsonObject { ["text"] = request.Words, ["model_id"] = request.Model.Id };
        if (request.Language is not null) body["language_code"] = request.Language;
        if (request.Seed is not null) body["seed"] = request.Seed;
        return body;
    }

    private static JsonObject Timed(JsonObject body, string field, int? length)
    {
        if (length is not null) body[field] = length;
        return body;
    }

    private static MultipartFormDataContent Form(SpeechRequest request, bool withModel)
    {
        if (request.Recording is not MediaInput.Held held) throw new VendorException(new VendorFailure(FailureKind.InvalidRequest, "ElevenLabs takes recordings as files only, not by address.", "cannot-recording"));
        var form = new MultipartFormDataContent { { File(held), "audio", held.FileName("recording") } };
        if (withModel) form.Add(new StringContent(request.Model.Id), "model_id");
        return form;
    }

    private static Job Timed(string model, JsonNode answer) => answer.At("audio_base64").Held("audio/mpeg") is { } sound
        ? Job.Made("", model, [sound, new JobOutput.Facts(answer.At("alignment")?.ToJsonString() ?? "{}")])
        : Job.Made("", model, []);

    private static VendorCharge? Charge(HttpResponseHeaders headers) =>
        headers.TryGetValues("character-cost", out var values) && decimal.TryParse(values.First(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var characters) ? new VendorCharge(characters, "characters") : null;

    private static HttpRequestMessage Post(string path, HttpContent content) => new(HttpMethod.Post, path) { Content = content };

    private static ReadOnlyMemoryContent File(MediaInput.Held held) => new(held.Bytes) { Headers = { ContentType = new MediaTypeHeaderValue(held.MimeType) } };
}
