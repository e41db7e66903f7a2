using System.Threading.Channels;
using Commerce.Providers.Callbacks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Commerce.Providers.Tests.Sandbox;

/// <summary>Hears callbacks on this machine.</summary>
internal sealed class CallbackListener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly WebApplication app;
    private readonly Channel<Heard> heard = Channel.CreateUnbounded<Heard>();

    private CallbackListener()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        app = builder.Build();
        app.Run(HearAsync);
    }

    public Uri Address => new(new Uri(app.Urls.Single()), "callbacks");

    public static async Task<CallbackListener> StartAsync()
    {
        var listener = new CallbackListener();
        await listener.app.StartAsync();
        return listener;
    }

    public async Task<Heard> NextAsync()
    {
        using var patience = new CancellationTokenSource(Patience, TimeProvider.System);
        return await heard.Reader.ReadAsync(patience.Token);
    }

    public bool Silent => heard.Reader.Count == 0;

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task HearAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToList(), StringComparer.OrdinalIgnoreCase);
        await heard.Writer.WriteAsync(new Heard(new CallbackHeaders(name => headers.TryGetValue(name, out var values) ? values : []), body.ToArray()));
    }
}

/// <summary>One callback.</summary>
internal sealed record Heard(CallbackHeaders Headers, byte[] Body);
