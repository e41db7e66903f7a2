using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Commerce.Providers.Tests.Contract.Host;

/// <summary>
/// Plays a vendor on this machine: refuses what the vendor's spec forbids, answers everything else from a script. A refused request
/// and an answer nobody fetched both fail the test that disposes of it.
/// </summary>
internal sealed class VendorHost : IAsyncDisposable
{
    /// <summary>Status of requests that the spec forbids; no vendor uses it.</summary>
    public const int Forbidden = 418;

    private readonly WebApplication app;
    private readonly IReadOnlyList<Spec> specs;
    private readonly ConcurrentQueue<Scripted> script = new();

    private VendorHost(IReadOnlyList<Spec> specs)
    {
        this.specs = specs;
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public List<Received> Requests { get; } = [];

    public List<string> Problems { get; } = [];

    public Uri Address => new(app.Urls.Single());

    public static async Task<VendorHost> StartAsync(params IReadOnlyList<Spec> specs)
    {
        var host = new VendorHost(specs);
        await host.app.StartAsync();
        return host;
    }

    /// <summary>Answers of the next requests, in turn.</summary>
    public VendorHost Then(params Scripted[] answers)
    {
        foreach (var answer in answers) script.Enqueue(answer);
        return this;
    }

    /// <summary>What was forbidden so far, and a fresh start.</summary>
    public IReadOnlyList<string> TakeProblems()
    {
        script.Clear();
        var taken = Problems.ToList();
        Problems.Clear();
        return taken;
    }

    public HttpClient Client() => new() { BaseAddress = Address };

    /// <summary>What the spec says of a request that is not sent.</summary>
    public IReadOnlyList<string> Judge(Received request)
    {
        var operations = specs.Select(spec => spec.Find(request.Method, request.Path)).OfType<Operation>().ToList();
        if (operations.Count == 0) return [$"there is no {request.Method} {request.Path}"];
        // Of several pages that describe the same call, one has to fit.
        return operations.Select(operation => operation.Problems(request)).MinBy(problems => problems.Count)!;
    }

    /// <summary>Members of a good request's body whose wrong values the spec does not notice, such as those that it does not know.</summary>
    public IReadOnlyList<string> Unjudged(Received request) => [.. request.Json!.AsObject().Select(member => member.Key)
        .Where(name => Judge(With(request, name, new JsonArray(new JsonObject { ["wrong"] = true }))).Count == 0 && Judge(With(request, name, JsonValue.Create(true))).Count == 0)];

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        Assert.That(Problems, Is.Empty, "what the vendor's contract forbids");
        Assert.That(script, Is.Empty, "answers nobody asked for");
    }

    private static Received With(Received request, string name, JsonNode wrong)
    {
        var body = request.Json!.DeepClone().AsObject();
        body[name] = wrong;
        return request with { Json = body };
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = await Received.ReadAsync(context.Request);
        Requests.Add(request);
        if (Judge(request) is { Count: > 0 } problems)
        {
            Problems.AddRange(problems);
            context.Response.StatusCode = Forbidden;
            return;
        }
        var answer = script.TryDequeue(out var next) ? next : Scripted.Text("nothing is scripted", Forbidden);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.Media;
        foreach (var (name, value) in answer.Headers) context.Response.Headers[name] = value;
        await context.Response.Body.WriteAsync(answer.Body);
    }
}
