using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Kie;

/// <summary>
/// kie.ai: about 110 models of many makers behind one pair of calls, and the Veo family behind its own. Source: docs.kie.ai,
/// pages of 30 June 2026. Tasks take no key of ours, so a submit whose answer is lost must wait for its callback.
/// </summary>
public sealed class KieClient : IImageClient, IVideoClient, ISpeechClient, IKeyCheck
{
    private readonly VendorHttp http;
    private readonly KieUploads uploads;
    private readonly TimeProvider time;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is kie's interface.</param>
    /// <param name="files">Its base address is kie's file service.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public KieClient(HttpClient http, HttpClient files, VendorKey key, TimeProvider time)
    {
        this.time = time;
        this.http = new VendorHttp(http, key, time, request => key.Authorize(request, "Bearer"), KieFailures.Read);
        uploads = new KieUploads(new VendorHttp(files, key, time, request => key.Authorize(request, "Bearer"), KieFailures.Read));
    }

    /// <inheritdoc/>
    public string Vendor => "kie";

    /// <inheritdoc/>
    public PollRhythm Rhythm { get; } = new(TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(15),
        (TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(2.5)), (TimeSpan.FromMinutes(2), TimeSpan.FromSeconds(7)), (TimeSpan.MaxValue, TimeSpan.FromSeconds(20)));

    /// <inheritdoc/>
    public Task<Job> SubmitAsync(ImageRequest request, CancellationToken ct) => SubmitAsync((WorkRequest)request, ct);

    /// <inheritdoc/>
    public Task<Job> SubmitAsync(VideoRequest request, CancellationToken ct) => SubmitAsync((WorkRequest)request, ct);

    /// <inheritdoc/>
    public Task<Job> SubmitAsync(SpeechRequest request, CancellationToken ct) => SubmitAsync((WorkRequest)request, ct);

    /// <inheritdoc/>
    public async Task<Job> PollAsync(string id, string model, CancellationToken ct)
    {
        var veo = KieVeo.Makes(model);
        var data = await VendorHttp.OfTaskAsync(AnswerAsync(http.GetAsync($"{(veo ? KieVeo.Record : "/api/v1/jobs/recordInfo")}?taskId={Uri.EscapeDataString(id)}", ct)));
        var job = veo ? KieVeo.Read(id, model, data) : KieTask.Read(id, model, data);
        return job.Failure is null ? job : job with { Failure = http.Kept(job.Failure) };
    }

    /// <summary>Tasks of kie cannot be stopped.</summary>
    public Task<bool> CancelAsync(string id, string model, CancellationToken ct) => Task.FromResult(false);

    /// <inheritdoc/>
    public string? TaskOf(ReadOnlyMemory<byte> callback) => KieCallback.TaskOf(callback.Span);

    /// <summary>What is left on the account, in kie's credits of half a US cent.</summary>
    /// <exception cref="VendorException">When it cannot be asked.</exception>
    public async Task<decimal> CreditAsync(CancellationToken ct) =>
        (await AnswerAsync(http.GetAsync("/api/v1/chat/credit", ct))).Number() ?? throw http.Clean(KieFailures.Unreadable);

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken ct) => CreditAsync(ct);

    private async Task<Job> SubmitAsync(WorkRequest request, CancellationToken ct)
    {
        ModelFit.Demand(request, time);
        var hosted = await HostAsync(request, ct);
        var (path, body) = KieVeo.Makes(request.Model.Id) ? ("/api/v1/veo/generate", KieVeo.Body(hosted)) : ("/api/v1/jobs/createTask", new JsonObject { ["model"] = request.Model.Id, ["input"] = InputFields.Of(hosted) });
        if (request.Callback is not null && request.Model.Callback) body["callBackUrl"] = request.Callback.AbsoluteUri;
        var data = await AnswerAsync(http.PostAsync(path, body, ct));
        return data.At("taskId").Text() is { Length: > 0 } id ? new Job(id, request.Model.Id, JobState.Queued) : throw http.Clean(KieFailures.Unreadable);
    }

    // Nothing is ordered yet, so whatever breaks here leaves no doubt about that.
    private async Task<WorkRequest> HostAsync(WorkRequest request, CancellationToken ct)
    {
        try
        {
            return await uploads.HostAsync(request, ct);
        }
        catch (VendorException error) when (error.Failure.Kind is FailureKind.Timeout or FailureKind.Unknown)
        {
            throw new VendorException(error.Failure with { Kind = FailureKind.Overloaded }, error);
        }
    }

    // Failures come with status 200 too; the code inside tells.
    private async Task<JsonNode?> AnswerAsync(Task<JsonNode> call)
    {
        var answer = await call;
        return KieFailures.Inside(answer) is { } failure ? throw http.Clean(failure) : answer.At("data");
    }
}
