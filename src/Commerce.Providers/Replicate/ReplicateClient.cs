using System.Net;
using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Replicate;

/// <summary>
/// Replicate: predictions by models of many makers, each with fields of its own. Source: Replicate's OpenAPI document of 9 April 2026.
/// Predictions take no key of ours, so a submit whose answer is lost must wait for its callback.
/// </summary>
public sealed class ReplicateClient : IImageClient, IVideoClient, IKeyCheck, IModelList
{
    private readonly VendorHttp http;
    private readonly TimeProvider time;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is Replicate's.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public ReplicateClient(HttpClient http, VendorKey key, TimeProvider time)
    {
        this.time = time;
        this.http = new VendorHttp(http, key, time, request => key.Authorize(request, "Bearer"), Failure);
    }

    /// <inheritdoc/>
    public string Vendor => "replicate";

    /// <inheritdoc/>
    public PollRhythm Rhythm { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30), (TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(3)), (TimeSpan.MaxValue, TimeSpan.FromSeconds(10)));

    /// <inheritdoc/>
    public Task<Job> SubmitAsync(ImageRequest request, CancellationToken ct) => SubmitAsync((WorkRequest)request, ct);

    /// <inheritdoc/>
    public Task<Job> SubmitAsync(VideoRequest request, CancellationToken ct) => SubmitAsync((WorkRequest)request, ct);

    /// <inheritdoc/>
    public async Task<Job> PollAsync(string id, string model, CancellationToken ct) => Read(model, await VendorHttp.OfTaskAsync(http.GetAsync($"/v1/predictions/{Uri.EscapeDataString(id)}", ct)));

    /// <inheritdoc/>
    public async Task<bool> CancelAsync(string id, string model, CancellationToken ct)
    {
        await VendorHttp.OfTaskAsync(http.JsonAsync(new HttpRequestMessage(HttpMethod.Post, $"/v1/predictions/{Uri.EscapeDataString(id)}/cancel"), ct));
        return true;
    }

    /// <inheritdoc/>
    public string? TaskOf(ReadOnlyMemory<byte> callback) => JsonReading.Parse(callback.Span).At("id").Text();

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken ct) => http.GetAsync("/v1/account", ct);

    /// <summary>Replicate has too many models to list, so each is asked for.</summary>
    /// <exception cref="VendorException">When one cannot be asked for.</exception>
    public async Task<IReadOnlyList<ListedModel>> AskAfterAsync(IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        var listed = new List<ListedModel>();
        foreach (var id in ids)
        {
            try
            {
                await http.GetAsync($"/v1/models/{id}", ct);
                listed.Add(new ListedModel(id));
            }
            catch (VendorException error) when (error.Failure.Kind is FailureKind.ModelGone)
            {
                // Left out of what there is.
            }
        }
        return listed;
    }

    private async Task<Job> SubmitAsync(WorkRequest request, CancellationToken ct)
    {
        ModelFit.Demand(request, time);
        var body = new JsonObject { ["input"] = InputFields.Of(request) };
        if (request.Callback is not null) (body["webhook"], body["webhook_events_filter"]) = (request.Callback.AbsoluteUri, new JsonArray("completed"));
        return Read(request.Model.Id, await http.PostAsync($"/v1/models/{request.Model.Id}/predictions", body, ct));
    }

    private Job Read(string model, JsonNode prediction)
    {
        if (prediction.At("id").Text() is not { Length: > 0 } id) throw http.Clean(new VendorFailure(FailureKind.Unknown, "Replicate names no prediction."));
        return prediction.At("status").Text() switch
        {
            "starting" => new Job(id, model, JobState.Queued),
            "processing" => new Job(id, model, JobState.Running),
            "succeeded" when prediction.At("data_removed").Text() == "true" => Job.Lost(id, model, new VendorFailure(FailureKind.OutputExpired, "Replicate keeps the result no longer.")),
            "succeeded" => Job.Made(id, model, Outputs(prediction.At("output"))),
            "failed" => Job.Lost(id, model, http.Kept(OfTask(prediction.At("error").Text()))),
            "canceled" or "aborted" => new Job(id, model, JobState.Cancelled),
            var state => throw http.Clean(new VendorFailure(FailureKind.Unknown, $"Replicate names a state that is not known: {state ?? "none"}.")),
        };
    }

    private static IReadOnlyList<JobOutput> Outputs(JsonNode? output) => output is JsonArray list ? list.Addresses() : new[] { output }.Addresses();

    private static VendorFailure OfTask(string? message) => new(
        message?.Contains("NSFW", StringComparison.OrdinalIgnoreCase) == true || message?.Contains("sensitive", StringComparison.OrdinalIgnoreCase) == true ? FailureKind.Refused : FailureKind.Unknown,
        message ?? "Replicate could not make it and does not say why.");

    private static VendorFailure? Failure(HttpStatusCode status, JsonNode? body) => body.At("detail").Text() is { } detail
        ? new VendorFailure(status == HttpStatusCode.NotFound ? FailureKind.ModelGone : StatusFailure.Of(status), detail)
        : null;
}
