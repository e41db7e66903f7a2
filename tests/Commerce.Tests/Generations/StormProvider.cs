using System.Net;
using System.Net.Http.Json;
using Commerce.Providers;

namespace Commerce.Tests.Generations;

/// <summary>A client of the storm's vendor as real ones are: it tells the failures it knows by name, and lets the others through as they come.</summary>
internal sealed class StormProvider(Uri vendor) : IGenerationProvider, IDisposable
{
    private readonly HttpClient client = new() { BaseAddress = vendor, Timeout = Timeout.InfiniteTimeSpan };

    public string Name => "local";

    public GenerationKind Kind => GenerationKind.Image;

    public async Task<string> SubmitAsync(GenerationOrder order, CancellationToken ct)
    {
        using var answer = await client.PostAsync(new Uri($"orders/{order.IdempotencyKey}", UriKind.Relative), null, ct);
        Check(answer);
        return (await answer.Content.ReadFromJsonAsync<OrderAnswer>(ct))!.Task;
    }

    public async Task<TaskProgress> PollAsync(string taskId, GenerationOrder order, CancellationToken ct)
    {
        using var answer = await client.GetAsync(new Uri($"tasks/{taskId}", UriKind.Relative), ct);
        Check(answer);
        return (await answer.Content.ReadFromJsonAsync<TaskAnswer>(ct))!.State switch
        {
            "succeeded" => new TaskProgress.Ready(),
            "missing" => new TaskProgress.Failed("incomplete", "The provider delivered the others of this order and not this one.", Retryable: false),
            var other => throw new ProviderException("unknown-state", $"The provider says '{other}'.", retryable: true),
        };
    }

    public async Task<GenerationOutput> FetchAsync(string taskId, GenerationOrder order, string folder, CancellationToken ct)
    {
        using var answer = await client.GetAsync(new Uri($"files/{taskId}", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, ct);
        if (answer.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.Gone)
        {
            throw new ProviderException("output-expired", "The provider has removed the result already.", retryable: true);
        }

        answer.EnsureSuccessStatusCode();
        var path = Path.Combine(Directory.CreateDirectory(folder).FullName, "output.png");
        await using var file = File.Create(path);
        await answer.Content.CopyToAsync(file, ct);
        return new GenerationOutput(path, "image/png", order.Width, order.Height, null, null, null, "storm", "A picture", "compositeSynthetic");
    }

    public void Dispose() => client.Dispose();

    private static void Check(HttpResponseMessage answer)
    {
        switch (answer.StatusCode)
        {
            case HttpStatusCode.TooManyRequests:
                throw new ProviderException("rate-limited", "The provider asks for a pause.", retryable: true) { RetryAfter = answer.Headers.RetryAfter?.Delta };
            case HttpStatusCode.UnprocessableEntity:
                throw new ProviderException("refused", "The provider refused the picture because it shows a trademark.", retryable: false);
            case HttpStatusCode.NotFound:
                throw new ProviderException("model-gone", "The provider does not offer this model any more.", retryable: false);
            case >= HttpStatusCode.InternalServerError:
                throw new ProviderException("unavailable", "The provider is not available at the moment.", retryable: true);
            default:
                answer.EnsureSuccessStatusCode();
                break;
        }
    }

    private sealed record OrderAnswer(string Task);

    private sealed record TaskAnswer(string State);
}
