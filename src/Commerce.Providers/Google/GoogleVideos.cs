using System.Globalization;
using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Google;

/// <summary>
/// Videos by Gemini's Omni models through the Interactions interface, in the background. Source: googleapis/python-genai of
/// 21 August 2026. Interactions take no key of ours, so what became of a submit whose answer is lost can never be found out: callbacks
/// of a single order are signed with keys of Google's in a way that no document at hand states, so none is asked for.
/// </summary>
public sealed class GoogleVideos : IVideoClient, IKeyedFiles
{
    private readonly VendorHttp http;
    private readonly TimeProvider time;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is the Gemini interface's.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public GoogleVideos(HttpClient http, VendorKey key, TimeProvider time)
    {
        this.time = time;
        this.http = new VendorHttp(http, key, time, request => key.AddTo(request, "x-goog-api-key"), GoogleFailures.Read);
    }

    /// <inheritdoc/>
    public string Vendor => "google";

    /// <inheritdoc/>
    public PollRhythm Rhythm { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(20), (TimeSpan.MaxValue, TimeSpan.FromSeconds(10)));

    /// <inheritdoc/>
    public async Task<Job> SubmitAsync(VideoRequest request, CancellationToken ct)
    {
        ModelFit.Demand(request, time);
        var body = new JsonObject
        {
            ["model"] = request.Model.Id, ["background"] = true, ["store"] = true, ["input"] = Input(request), ["response_format"] = Format(request),
            ["generation_config"] = new JsonObject { ["video_config"] = new JsonObject { ["task"] = request.Task == WorkTask.TextToVideo ? "text_to_video" : "image_to_video" } },
        };
        return Read(request.Model.Id, await http.PostAsync("/v1beta/interactions", body, ct));
    }

    /// <inheritdoc/>
    public async Task<Job> PollAsync(string id, string model, CancellationToken ct) => Read(model, await VendorHttp.OfTaskAsync(http.GetAsync($"/v1beta/interactions/{Uri.EscapeDataString(id)}", ct)));

    /// <inheritdoc/>
    public async Task<bool> CancelAsync(string id, string model, CancellationToken ct)
    {
        await VendorHttp.OfTaskAsync(http.JsonAsync(new HttpRequestMessage(HttpMethod.Post, $"/v1beta/interactions/{Uri.EscapeDataString(id)}/cancel"), ct));
        return true;
    }

    /// <summary>There are no callbacks.</summary>
    public string? TaskOf(ReadOnlyMemory<byte> callback) => null;

    /// <inheritdoc/>
    public Task<HttpResponseMessage> OpenAsync(Uri address, CancellationToken ct) => http.OpenAsync(address, ct);

    private Job Read(string model, JsonNode interaction)
    {
        if (interaction.At("id").Text() is not { Length: > 0 } id) throw http.Clean(new VendorFailure(FailureKind.Unknown, "Google names no interaction."));
        return interaction.At("status").Text() switch
        {
            "queued" => new Job(id, model, JobState.Queued),
            "in_progress" => new Job(id, model, JobState.Running),
            "completed" => Job.Made(id, model, Outputs(interaction)),
            "budget_exceeded" => Job.Lost(id, model, new VendorFailure(FailureKind.OutOfCredit, "The budget with Google is used up.", "budget_exceeded")),
            "failed" or "incomplete" => Job.Lost(id, model, http.Kept(GoogleFailures.Of(interaction.At("error"), FailureKind.Unknown))),
            "cancelled" => new Job(id, model, JobState.Cancelled),
            var state => throw http.Clean(new VendorFailure(FailureKind.Unknown, $"Google names a state that is not known: {state ?? "none"}.")),
        };
    }

    private IReadOnlyList<JobOutput> Outputs(JsonNode interaction) => [.. interaction.At("steps").Items().Where(step => step.At("type").Text() == "model_output")
        .SelectMany(step => step.At("content").Items()).Where(part => part.At("type").Text() == "video").Select(Output).OfType<JobOutput>()];

    // The Files interface of the same host gives a film out against the key only; one elsewhere needs none.
    private JobOutput? Output(JsonNode? video)
    {
        if (video.At("uri").Address() is not { } address) return video.At("data").Held(video.At("mime_type").Text() ?? "video/mp4");
        return http.Owns(address) ? new JobOutput.Keyed(Download(address)) : new JobOutput.Hosted(address);
    }

    // The bare name of a file answers with a description of it; its bytes come from the download.
    private static Uri Download(Uri file)
    {
        var named = file.Segments is [.., "files/", var name] && !name.Contains(':', StringComparison.Ordinal);
        return named ? new UriBuilder(file) { Path = $"{file.AbsolutePath}:download", Query = "alt=media" }.Uri : file;
    }

    private static JsonArray Input(VideoRequest request)
    {
        var input = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = request.PromptText });
        if (request.StartFrame is MediaInput.Held held) input.Add(new JsonObject { ["type"] = "image", ["mime_type"] = held.MimeType, ["data"] = Convert.ToBase64String(held.Bytes.Span) });
        if (request.StartFrame is MediaInput.Hosted hosted) input.Add(new JsonObject { ["type"] = "image", ["uri"] = hosted.Address.AbsoluteUri });
        return input;
    }

    private static JsonObject Format(VideoRequest request)
    {
        var format = new JsonObject { ["type"] = "video", ["delivery"] = "uri" };
        if (request.Ratio is not null) format["aspect_ratio"] = request.Ratio;
        if (request.Resolution is not null) format["resolution"] = request.Resolution;
        if (request.Seconds is { } seconds) format["duration"] = $"{seconds.ToString(CultureInfo.InvariantCulture)}s";
        return format;
    }
}
