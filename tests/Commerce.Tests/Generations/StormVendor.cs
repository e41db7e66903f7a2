using System.Collections.Concurrent;
using Commerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Commerce.Tests.Generations;

/// <summary>A vendor over real HTTP that misbehaves as the test says: orders, tasks, files. It knows an order by its key.</summary>
internal sealed class StormVendor : IAsyncDisposable
{
    private readonly WebApplication app;
    private int calls;

    private StormVendor(WebApplication app) => this.app = app;

    /// <summary>Distinct orders taken: what the vendor charges for.</summary>
    public ConcurrentDictionary<string, bool> Bought { get; } = new();

    /// <summary>Every request heard.</summary>
    public int Calls => calls;

    /// <summary>Answers a request in the vendor's stead when it returns true; the words are <c>order</c>, <c>task</c> and <c>file</c>.</summary>
    public Func<string, HttpContext, Task<bool>> Mood { get; set; } = Fair;

    public Uri Address => new(app.Urls.First());

    public static Task<bool> Fair(string what, HttpContext context) => Task.FromResult(false);

    public static async Task<StormVendor> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var vendor = new StormVendor(app);
        app.MapPost("/orders/{key}", (string key, HttpContext context) => vendor.AnswerAsync("order", context, () =>
        {
            vendor.Bought[key] = true;
            return context.Response.WriteAsync($$"""{"task":"{{key}}"}""", context.RequestAborted);
        }));
        app.MapGet("/tasks/{key}", (string key, HttpContext context) => vendor.AnswerAsync(
            "task", context, () => context.Response.WriteAsync("""{"state":"succeeded"}""", context.RequestAborted)));
        app.MapGet("/files/{key}", (string key, HttpContext context) => vendor.AnswerAsync("file", context, () =>
        {
            context.Response.ContentType = "image/png";
            return context.Response.Body.WriteAsync(TestPicture.Png(64, 64), context.RequestAborted).AsTask();
        }));
        await app.StartAsync();
        return vendor;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(string what, HttpContext context, Func<Task> answer)
    {
        Interlocked.Increment(ref calls);
        if (!await Mood(what, context))
        {
            await answer();
        }
    }
}
