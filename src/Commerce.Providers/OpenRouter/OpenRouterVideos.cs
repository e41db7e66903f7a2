using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.OpenRouter;

/// <summary>
/// Videos by models of many makers through OpenRouter, as tasks. Source: OpenRouter's OpenAPI document of 22 August 2026, which says
/// nothing of how callbacks are signed: they only ever name a task. Tasks take no key of ours, so a submit whose answer is lost must
/// wait for its callback.
/// </summary>
public sealed class OpenRouterVideos : IVideoClient, IKeyedFiles
{
    private readonly VendorHttp http;
    private readonly Uri own;
    private readonly TimeProvider time;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is OpenRouter's.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public OpenRouterVideos(HttpClient http, VendorKey key, TimeProvider time)
    {
        this.time = time;
        own = http.BaseAddress ?? throw new ArgumentException("The base address is missing.", nameof(http));
        this.http = new VendorHttp(http, key, time, request => key.Authorize(request, "Bearer"), OpenRouterFailures.Read);
    }

    /// <inheritdoc/>
    public string Vendor => "openrouter";

    /// <inheritdoc/>
    public PollRhythm Rhythm { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(30), (TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(5)), (TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(10)), (TimeSpan.MaxValue, TimeSpan.FromSeconds(20)));

    /// <inheritdoc/>
    public async Task<Job> SubmitAsync(VideoRequest request, CancellationToken ct)
    {
        ModelFit.Demand(request, time);
        var body = new JsonObject { ["model"] = request.Model.Id, ["prompt"] = request.PromptText };
        if (request.Ratio is not null) body["aspect_ratio"] = request.Ratio;
        if (request.Resolution is not null) body["resolution"] = request.Resolution;
        if (request.Seconds is not null) body["duration"] = request.Seconds;
        if (request.Sound is not null) body["generate_audio"] = request.Sound;
        if (request.Seed is not null) body["seed"] = request.Seed;
        if (request.StartFrame is not null) body["frame_images"] = OpenRouterMedia.Frames(request.StartFrame, request.EndFrame);
        if (request.References.Count > 0) body["input_references"] = OpenRouterMedia.References(request.References);
        if (request.Callback is not null) body["callback_url"] = request.Callback.AbsoluteUri;
        return Read(request.Model.Id, await http.PostAsync("/api/v1/videos", body, ct));
    }

    /// <inheritdoc/>
    public async Task<Job> PollAsync(string id, string model, CancellationToken ct) => Read(model, await VendorHttp.OfTaskAsync(http.GetAsync($"/{Place(id)}", ct)));

    /// <summary>Tasks of OpenRouter cannot be stopped.</summary>
    public Task<bool> CancelAsync(string id, string model, CancellationToken ct) => Task.FromResult(false);

    /// <inheritdoc/>
    public Task<HttpResponseMessage> OpenAsync(Uri address, CancellationToken ct) => http.OpenAsync(address, ct);

    /// <inheritdoc/>
    public string? TaskOf(ReadOnlyMemory<byte> callback)
    {
        // The shape of a callback is not in the document.
        var root = JsonReading.Parse(callback.Span);
        return root.At("data").At("id").Text() ?? root.At("id").Text();
    }

    private Job Read(string model, JsonNode answer)
    {
        if (answer.At("id").Text() is not { Length: > 0 } id) throw http.Clean(answer.At("error") is { } error ? OpenRouterFailures.Of(error) : new VendorFailure(FailureKind.Unknown, "OpenRouter names no task."));
        var charge = answer.At("usage").At("cost").Number() is { } cost ? new VendorCharge(cost, "USD") : null;
        return answer.At("status").Text() switch
        {
            "pending" => new Job(id, model, JobState.Queued),
            "in_progress" => new Job(id, model, JobState.Running),
            "completed" => Job.Made(id, model, Outputs(id, answer)) with { Charge = charge },
            "failed" => Job.Lost(id, model, http.Kept(OpenRouterFailures.Of(answer.At("error") ?? new JsonObject { ["message"] = "OpenRouter could not make it and does not say why." }))) with { Charge = charge },
            "expired" => Job.Lost(id, model, new VendorFailure(FailureKind.OutputExpired, "OpenRouter keeps the result no longer.", "expired")),
            "cancelled" => new Job(id, model, JobState.Cancelled) { Charge = charge },
            var state => throw http.Clean(new VendorFailure(FailureKind.Unknown, $"OpenRouter names a state that is not known: {state ?? "none"}.")),
        };
    }

    // A file at OpenRouter itself is given out against the key only, under its number.
    private IReadOnlyList<JobOutput> Outputs(string id, JsonNode answer) =>
        [.. answer.At("unsigned_urls").Items().DefaultIfEmpty(null).Select((item, index) => Output(id, index, item.Address()))];

    private JobOutput Output(string id, int index, Uri? address) => address is not null && address.Authority != own.Authority
        ? new JobOutput.Hosted(address)
        : new JobOutput.Keyed(new Uri(own, $"{Place(id)}/content?index={index}"));

    private static string Place(string id) => $"api/v1/videos/{Uri.EscapeDataString(id)}";
}
