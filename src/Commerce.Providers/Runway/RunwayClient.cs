using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Runway;

/// <summary>
/// Runway: pictures, videos, enlargements, and ready-made recipes for products. Source: Runway's OpenAPI document of 8 August 2026.
/// Tasks take no key of ours, there is no list of them and there are no callbacks, so what became of a submit whose answer is lost
/// can never be known.
/// </summary>
public sealed class RunwayClient : IImageClient, IVideoClient, IKeyCheck
{
    private const string Version = "2024-11-06";

    private readonly VendorHttp http;
    private readonly TimeProvider time;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is Runway's.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public RunwayClient(HttpClient http, VendorKey key, TimeProvider time)
    {
        this.time = time;
        this.http = new VendorHttp(http, key, time, request =>
        {
            key.Authorize(request, "Bearer");
            request.Headers.Add("X-Runway-Version", Version);
        }, RunwayFailures.Read);
    }

    /// <inheritdoc/>
    public string Vendor => "runway";

    /// <summary>Never sooner than every 5 seconds, as Runway demands. Tasks over the account's limit wait at Runway, so half an hour is waited for.</summary>
    public PollRhythm Rhythm { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(30), (TimeSpan.FromMinutes(10), TimeSpan.FromSeconds(6)), (TimeSpan.MaxValue, TimeSpan.FromSeconds(15)));

    /// <inheritdoc/>
    public Task<Job> SubmitAsync(ImageRequest request, CancellationToken ct) => SubmitAsync((WorkRequest)request, ct);

    /// <inheritdoc/>
    public Task<Job> SubmitAsync(VideoRequest request, CancellationToken ct) => SubmitAsync((WorkRequest)request, ct);

    /// <summary>Asks how a task is doing. Addresses of results live for a day or two; asking again gives fresh ones.</summary>
    /// <exception cref="VendorException">When Runway cannot be asked, or keeps the task no longer.</exception>
    public async Task<Job> PollAsync(string id, string model, CancellationToken ct)
    {
        var job = RunwayTask.Read(id, model, await VendorHttp.OfTaskAsync(http.GetAsync(Task(id), ct)));
        return job.Failure is null ? job : job with { Failure = http.Kept(job.Failure) };
    }

    /// <summary>Stops a task that is not finished; a finished one is deleted with its results.</summary>
    /// <exception cref="VendorException">When Runway cannot be asked, or keeps the task no longer.</exception>
    public async Task<bool> CancelAsync(string id, string model, CancellationToken ct)
    {
        using var answer = await VendorHttp.OfTaskAsync(http.SendAsync(new HttpRequestMessage(HttpMethod.Delete, Task(id)), HttpCompletionOption.ResponseContentRead, ct));
        return true;
    }

    /// <summary>There are no callbacks.</summary>
    public string? TaskOf(ReadOnlyMemory<byte> callback) => null;

    /// <summary>What is left on the account, in credits of one US cent.</summary>
    /// <exception cref="VendorException">When it cannot be asked.</exception>
    public async Task<decimal> CreditAsync(CancellationToken ct) => (await http.GetAsync("/v1/organization", ct)).At("creditBalance").Number() ?? throw http.Clean(RunwayFailures.Unreadable);

    /// <inheritdoc/>
    public Task CheckAsync(CancellationToken ct) => CreditAsync(ct);

    private async Task<Job> SubmitAsync(WorkRequest request, CancellationToken ct)
    {
        ModelFit.Demand(request, time);
        RunwayTask.DemandSmall(request);
        var body = InputFields.Of(request);
        // A recipe is its address, and takes no model.
        if (request.Model.Address is null) body["model"] = request.Model.Id;
        var answer = await http.PostAsync(request.Model.Address ?? RunwayTask.Address(request.Task), body, ct);
        if (answer.At("id").Text() is not { Length: > 0 } id) throw http.Clean(RunwayFailures.Unreadable);
        return new Job(id, request.Model.Id, JobState.Queued) { Estimate = RunwayTask.Credits(answer.At("estimatedCost")) };
    }

    private static string Task(string id) => $"/v1/tasks/{Uri.EscapeDataString(id)}";
}
