using System.Net;
using System.Text.Json.Nodes;
using Commerce.Providers.Catalogue;
using Commerce.Providers.Requests;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Kling;

/// <summary>
/// Kling's own interface, version 2.0: the model is in the address, a plain key authorizes. Source: klingai.com/document-api of 2026;
/// there is no official document. Every task carries the order's key, so one whose submit's answer is lost is found by it.
/// </summary>
public sealed class KlingClient : IVideoClient, IKeyCheck
{
    private readonly VendorHttp http;
    private readonly TimeProvider time;

    /// <summary>A client for one key.</summary>
    /// <param name="http">Its base address is Kling's for the world or for China; a key belongs to one of them.</param>
    /// <param name="key">The key.</param>
    /// <param name="time">The clock.</param>
    public KlingClient(HttpClient http, VendorKey key, TimeProvider time)
    {
        this.time = time;
        this.http = new VendorHttp(http, key, time, request => key.Authorize(request, "Bearer"), KlingFailures.Read);
    }

    /// <inheritdoc/>
    public string Vendor => "kling";

    /// <summary>Questions are not limited, but are wanted at least a second apart and rarer with time.</summary>
    public PollRhythm Rhythm { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(30), (TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(3)), (TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(8)), (TimeSpan.MaxValue, TimeSpan.FromSeconds(20)));

    /// <summary>Hands an order over. Its key becomes Kling's external id, which has to be unique within an account.</summary>
    /// <exception cref="VendorException">For every failure; what the model cannot do is refused without a call. After a timeout <see cref="FindAsync"/> tells whether it was taken.</exception>
    public async Task<Job> SubmitAsync(VideoRequest request, CancellationToken ct)
    {
        ModelFit.Demand(request, time);
        KlingOrder.Demand(request);
        var task = await AnswerAsync(http.PostAsync(KlingOrder.Address(request), KlingOrder.Body(request), ct));
        return KlingTask.Read(request.Model.Id, task);
    }

    /// <inheritdoc/>
    public async Task<Job> PollAsync(string id, string model, CancellationToken ct) =>
        await VendorHttp.OfTaskAsync(OneAsync($"task_ids={Uri.EscapeDataString(id)}", model, ct)) ?? throw http.Clean(new VendorFailure(FailureKind.OutputExpired, "Kling knows the task no longer.", "no-task"));

    /// <summary>The task that an order became; null when Kling took none with this key.</summary>
    /// <param name="key">The order's key.</param>
    /// <param name="model">The model it was ordered from.</param>
    /// <param name="ct">Stops the question.</param>
    /// <exception cref="VendorException">When Kling cannot be asked.</exception>
    public async Task<Job?> FindAsync(string key, string model, CancellationToken ct)
    {
        try
        {
            return await OneAsync($"external_task_ids={Uri.EscapeDataString(key)}", model, ct);
        }
        catch (VendorException error) when (error.Failure.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Tasks of Kling cannot be stopped.</summary>
    public Task<bool> CancelAsync(string id, string model, CancellationToken ct) => Task.FromResult(false);

    /// <summary>The task a callback speaks of. Kling signs callbacks as <see cref="Callbacks.StandardWebhooks"/> does.</summary>
    public string? TaskOf(ReadOnlyMemory<byte> callback) => JsonReading.Parse(callback.Span).At("id").Text();

    /// <summary>Asks for a task that nobody ordered: who hears that there is none has a good key.</summary>
    /// <exception cref="VendorException">When the key is wrong, or Kling cannot be asked.</exception>
    public Task CheckAsync(CancellationToken ct) => FindAsync("no-order-has-this-key", "", ct);

    private async Task<Job?> OneAsync(string which, string model, CancellationToken ct)
    {
        var tasks = (await AnswerAsync(http.GetAsync($"/tasks?{which}", ct))).Items().ToList();
        if (tasks.Count == 0) return null;
        var job = KlingTask.Read(model, tasks[0]);
        return job.Failure is null ? job : job with { Failure = http.Kept(job.Failure) };
    }

    // Failures may come with status 200; the code inside tells.
    private async Task<JsonNode?> AnswerAsync(Task<JsonNode> call)
    {
        var answer = await call;
        return answer.At("code").Number() == 0 ? answer.At("data") : throw http.Clean(KlingFailures.Read(HttpStatusCode.OK, answer) ?? KlingFailures.Unreadable);
    }
}
