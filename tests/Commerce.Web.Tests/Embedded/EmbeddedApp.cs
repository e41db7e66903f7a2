using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Commerce.Shopify;
using Commerce.Web.Embedded;
using Commerce.Workbench.Demo;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Web.Tests.Embedded;

/// <summary>A host made of the embedded module alone, and the tokens to ask it with.</summary>
internal sealed class EmbeddedApp : IAsyncDisposable
{
    public const string Origin = "https://studio.example.com";
    private const string Secret = "secret-of-the-embedded-tests";

    private readonly WebApplication app;

    private EmbeddedApp(WebApplication app, Captured captured) => (this.app, Captured, Client) = (app, captured, app.GetTestClient());

    public HttpClient Client { get; }

    public Captured Captured { get; }

    public static async Task<EmbeddedApp> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        var captured = new Captured();
        builder.Logging.ClearProviders().AddProvider(captured).SetMinimumLevel(LogLevel.Trace);
        builder.Configuration["Shopify:ApiKey"] = "embedded-tests";
        builder.Configuration["Shopify:ApiSecret"] = Secret;
        builder.Configuration["Shopify:AppUrl"] = Origin;
        builder.Services.AddShopify(builder.Configuration.GetSection("Shopify"));
        builder.Services.AddEmbedded();
        var app = builder.Build();
        app.UseExceptionHandler(errors => errors.Run(context => context.Response.WriteAsync("<h1>Something went wrong</h1>")));
        app.UseEmbedded();
        app.MapGet("/", (HttpContext context) => Results.Content($"<p>{context.User.Shop()} {context.User.FindFirst("user")?.Value} {context.User.FindFirst("session")?.Value}</p>", "text/html")).RequireAuthorization(EmbeddedSession.Scheme);
        app.MapGet("/query", (HttpContext context) => context.Request.QueryString.Value).RequireAuthorization(EmbeddedSession.Scheme);
        app.MapGet("/presented", (HttpContext context) => context.PresentedSessionToken() is { Length: > 0 } ? "kept" : "lost").RequireAuthorization(EmbeddedSession.Scheme);
        app.MapPost("/change", () => "changed").RequireAuthorization(EmbeddedSession.Scheme);
        app.MapGet("/strict", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = "sandbox; default-src 'none'";
            return Results.Content("<p></p>", "text/html");
        });
        app.MapGet("/fails", string () => throw new InvalidOperationException("broken on purpose")).RequireAuthorization(EmbeddedSession.Scheme);
        await app.StartAsync();
        return new EmbeddedApp(app, captured);
    }

    public static string Token(string shop = "garden.myshopify.com", int age = 0, string audience = "embedded-tests", string secret = Secret) =>
        SessionTokens.Sign(shop, audience, secret, new Earlier(TimeSpan.FromSeconds(age)), user: 42);

    /// <summary>A script's request, as App Bridge sends it.</summary>
    public Task<HttpResponseMessage> FetchAsync(string address, string? token, HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        request.Headers.Add("Sec-Fetch-Dest", "empty");
        request.Headers.Add("Accept", "text/html, application/xhtml+xml");
        if (token is not null) request.Headers.Add("Authorization", "Bearer " + token);
        return Client.SendAsync(request);
    }

    /// <summary>The browser opening a page in the frame.</summary>
    public Task<HttpResponseMessage> OpenAsync(string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("Sec-Fetch-Dest", "iframe");
        request.Headers.Add("Accept", "text/html");
        return Client.SendAsync(request);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
        Captured.Dispose();
    }

    private sealed class Earlier(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - by;
    }
}

/// <summary>Everything written to logs and traces.</summary>
internal sealed class Captured : ILoggerProvider, ILogger
{
    private readonly StringBuilder text = new();
    private readonly ActivityListener listener;

    public Captured()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => Write(activity.DisplayName + " " + JsonSerializer.Serialize(activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))),
        };
        ActivitySource.AddActivityListener(listener);
    }

    public string Text
    {
        get { lock (text) return text.ToString(); }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull
    {
        Write(state.ToString()!);
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Write(formatter(state, exception) + exception);

    public void Dispose() => listener.Dispose();

    private void Write(string line)
    {
        lock (text) text.AppendLine(line);
    }
}
