using System.Net;
using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Fal;

/// <summary>
/// fal's queue: one set of calls for every model, each of which has fields of its own. Source: fal's pages on the queue; there is no
/// official document of it. Tasks take no key of ours, so a submit whose answer is lost must wait for its callback.
/// </summary>
public sealed class FalClient : IImageClient, IVideoClient, IKeyCheck
{
    private readonly VendorHttp http;
    private readonly TimeProvider time;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is fal's queue.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public FalClient(HttpClient http, VendorKey key, TimeProvider time)
    {
        this.time = time;
        this.http = new VendorHttp(http, key, time, request => key.Authorize(request, "Key"), FalFailures.Read);
    }

    /// <inheritdoc/>
    public string Vendor => "fal";

    /// <inheritdoc/>
    public PollRhythm Rhythm { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromHours(1), (TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(2)), (TimeSpan.MaxValue, TimeSpan.FromSeconds(5)));

    /// <inheritdoc/>
    public Task<Job> SubmitAsync(ImageRequest request, CancellationToken ct) => SubmitAsync((WorkRequest)request, ct);

    /// <inheritdoc/>
    public Task<Job> SubmitAsync(VideoRequest request, CancellationToken ct) => SubmitAsync((WorkRequest)request, ct);

    /// <inheritdoc/>
    public async Task<Job> PollAsync(string id, string model, CancellationToken ct)
    {
        var status = await VendorHttp.OfTaskAsync(http.GetAsync($"{Task(model, id)}/status", ct));
        return status.At("status").Text() switch
        {
            "IN_QUEUE" => new Job(id, model, JobState.Queued),
            "IN_PROGRESS" => new Job(id, model, JobState.Running),
            // fal calls a failed task completed too, and tells of the failure beside it.
            "COMPLETED" when status.At("error") is { } error => Job.Lost(id, model, http.Kept(FalFailures.OfTask(error.Text(), status.At("error_type").Text()))),
            "COMPLETED" => await ResultAsync(id, model, ct),
            var state => throw http.Clean(new VendorFailure(FailureKind.Unknown, $"fal names a state that is not known: {state ?? "none"}.")),
        };
    }

    /// <inheritdoc/>
    public async Task<bool> CancelAsync(string id, string model, CancellationToken ct)
    {
        await VendorHttp.OfTaskAsync(http.JsonAsync(new HttpRequestMessage(HttpMethod.Put, $"{Task(model, id)}/cancel"), ct));
        return true;
    }

    /// <inheritdoc/>
    public string? TaskOf(ReadOnlyMemory<byte> callback) => JsonReading.Parse(callback.Span).At("request_id").Text();

    /// <summary>The queue knows of no account. It is asked for a task that nobody ordered: who hears that there is none has a good key.</summary>
    /// <exception cref="VendorException">When the key is wrong, or fal cannot be asked.</exception>
    public async Task CheckAsync(CancellationToken ct)
    {
        try
        {
            await http.GetAsync($"{Task("fal-ai/flux", $"{Guid.Empty}")}/status", ct);
        }
        catch (VendorException error) when (error.Failure.Status is HttpStatusCode.NotFound)
        {
            return;
        }
    }

    private async Task<Job> SubmitAsync(WorkRequest request, CancellationToken ct)
    {
        ModelFit.Demand(request, time);
        var hook = request.Callback is null ? "" : $"?fal_webhook={Uri.EscapeDataString(request.Callback.AbsoluteUri)}";
        var answer = await http.PostAsync($"/{request.Model.Id}{hook}", InputFields.Of(request), ct);
        return answer.At("request_id").Text() is { Length: > 0 } id ? new Job(id, request.Model.Id, JobState.Queued) : throw http.Clean(new VendorFailure(FailureKind.Unknown, "fal names no task."));
    }

    // A task that failed answers the question for its result with the failure.
    private async Task<Job> ResultAsync(string id, string model, CancellationToken ct)
    {
        try
        {
            var result = await VendorHttp.OfTaskAsync(http.GetAsync(Task(model, id), ct));
            IEnumerable<JsonNode?> files = [result.At("image"), result.At("video"), result.At("audio"), .. result.At("images").Items()];
            return Job.Made(id, model, files.Select(file => file.At("url")).Addresses());
        }
        catch (VendorException error) when (error.Failure.Kind is FailureKind.InvalidRequest or FailureKind.Refused)
        {
            return Job.Lost(id, model, error.Failure);
        }
    }

    // Tasks belong to the app, which is the first two parts of a model's name.
    private static string Task(string model, string id) => $"/{string.Join('/', model.Split('/').Take(2))}/requests/{Uri.EscapeDataString(id)}";
}
