using System.Net;
using System.Text;

namespace Commerce.Shopify.Tests;

/// <summary>Answers requests with what a test put in; a request nobody expects fails.</summary>
internal sealed class CannedHttp : HttpMessageHandler
{
    private readonly Queue<Func<HttpResponseMessage>> answers = new();

    public List<(string Url, string Body, string? Token)> Requests { get; } = [];

    public CannedHttp Answer(string body, int status = 200, params (string Name, string Value)[] headers)
    {
        answers.Enqueue(() =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
            return response;
        });
        return this;
    }

    public CannedHttp Break()
    {
        answers.Enqueue(() => throw new HttpRequestException("connection reset"));
        return this;
    }

    public int Left => answers.Count;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        Requests.Add((request.RequestUri!.ToString(), body, request.Headers.TryGetValues("X-Shopify-Access-Token", out var values) ? values.Single() : null));
        if (answers.Count == 0) throw new AssertionException($"Unexpected request to {request.RequestUri}");
        return answers.Dequeue()();
    }
}
