using Microsoft.AspNetCore.Http;

namespace Commerce.Tests.Generations;

/// <summary>The ways in which the storm's vendor misbehaves.</summary>
internal static class StormMoods
{
    /// <summary>Answers one kind of request with a status, so many times; then it is fair again.</summary>
    public static Func<string, HttpContext, Task<bool>> Status(string at, int status, int times = int.MaxValue, string? retryAfter = null) => Times(at, times, context =>
    {
        context.Response.StatusCode = status;
        context.Response.Headers.RetryAfter = retryAfter;
        return Task.CompletedTask;
    });

    /// <summary>Answers with words of its own.</summary>
    public static Func<string, HttpContext, Task<bool>> Words(string at, string words, string mimeType = "application/json", int times = int.MaxValue) => Times(at, times, context =>
    {
        context.Response.ContentType = mimeType;
        return context.Response.WriteAsync(words, context.RequestAborted);
    });

    /// <summary>Hears the request and never answers.</summary>
    public static Func<string, HttpContext, Task<bool>> Hang(string at, int times = int.MaxValue) => Times(at, times, context => UntilGoneAsync(context, () => Task.CompletedTask));

    /// <summary>Answers a byte at a time, for ever.</summary>
    public static Func<string, HttpContext, Task<bool>> Drip(string at, int times = int.MaxValue) => Times(at, times, context => UntilGoneAsync(context, async () =>
    {
        await context.Response.Body.WriteAsync(new byte[] { 0x89 }, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }));

    /// <summary>Breaks the connection off in the middle of an answer.</summary>
    public static Func<string, HttpContext, Task<bool>> Break(string at, int times = int.MaxValue) => Times(at, times, context =>
    {
        context.Abort();
        return Task.CompletedTask;
    });

    private static Func<string, HttpContext, Task<bool>> Times(string at, int times, Func<HttpContext, Task> answer) => async (what, context) =>
    {
        if (what != at || Interlocked.Decrement(ref times) < 0)
        {
            return false;
        }

        await answer(context);
        return true;
    };

    private static async Task UntilGoneAsync(HttpContext context, Func<Task> between)
    {
        while (!context.RequestAborted.IsCancellationRequested)
        {
            await between();
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, CancellationToken.None);
        }
    }
}
