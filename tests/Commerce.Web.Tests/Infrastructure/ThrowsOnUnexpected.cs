using System.Collections.Concurrent;
using Microsoft.Extensions.Http;

namespace Commerce.Web.Tests.Infrastructure;

/// <summary>
/// Stands in for the network of the whole host: answers what the test scripted, refuses everything else and remembers it,
/// so that a call swallowed by the app still fails the test.
/// </summary>
public sealed class ThrowsOnUnexpected : IHttpMessageHandlerBuilderFilter
{
    private readonly ConcurrentQueue<string> unexpected = new();

    /// <summary>What the outside answers; null refuses the call.</summary>
    public Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage?>> Answer { get; set; } = Nothing;

    /// <summary>Calls nobody scripted, oldest first; asking empties the list.</summary>
    public IReadOnlyList<string> TakeUnexpected()
    {
        var calls = new List<string>();
        while (unexpected.TryDequeue(out var call))
        {
            calls.Add(call);
        }

        return calls;
    }

    public void Reset() => Answer = Nothing;

    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        builder.PrimaryHandler = new Handler(this);
    };

    private static Task<HttpResponseMessage?> Nothing(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult<HttpResponseMessage?>(null);

    private sealed class Handler(ThrowsOnUnexpected outside) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (await outside.Answer(request, cancellationToken) is { } answer)
            {
                answer.RequestMessage ??= request;
                return answer;
            }

            var call = $"{request.Method} {request.RequestUri}";
            outside.unexpected.Enqueue(call);
            throw new InvalidOperationException($"The app made a call that no test expects: {call}");
        }
    }
}
