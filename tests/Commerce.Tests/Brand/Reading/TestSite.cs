using System.Collections.Concurrent;
using System.Net;
using Commerce.Brand;
using Commerce.Brand.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Commerce.Tests.Brand.Reading;

/// <summary>A website on 127.0.0.1 that behaves as each test asks.</summary>
internal sealed class TestSite : IAsyncDisposable
{
    private readonly WebApplication app;

    private TestSite(WebApplication app) => this.app = app;

    public ConcurrentDictionary<string, RequestDelegate> Answers { get; } = new();

    public ConcurrentQueue<string> Asked { get; } = new();

    public Uri Address { get; private set; } = null!;

    public static async Task<TestSite> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var site = new TestSite(app);
        app.Run(site.AnswerAsync);
        await app.StartAsync();
        site.Address = new Uri(app.Urls.Single());
        site.Html("/", "<title>Home</title><h1>A shop</h1><a href=/pages/about>About</a><a href=/products/one>One</a>");
        return site;
    }

    public void Html(string path, string html) => Answers[path] = context => Write(context, "text/html; charset=utf-8", html);

    public void Text(string path, string type, string text) => Answers[path] = context => Write(context, type, text);

    public void Redirect(string path, string target) => Answers[path] = context =>
    {
        context.Response.StatusCode = 302;
        context.Response.Headers.Location = target;
        return Task.CompletedTask;
    };

    public SiteReader Reader(Action<BrandOptions>? change = null, bool allowed = true, ResolveHost? resolve = null)
    {
        var options = new BrandOptions { RequestDelay = TimeSpan.Zero, MaximumCrawlDelay = TimeSpan.Zero };
        if (allowed)
        {
            options.AllowedPrivateOrigins.Add(Address.GetLeftPart(UriPartial.Authority));
        }

        change?.Invoke(options);
        return new SiteReader(Options.Create(options), new HostTurns(TimeProvider.System), TimeProvider.System, NullLogger<SiteReader>.Instance)
        {
            Resolve = resolve ?? ((host, _) => throw new InvalidOperationException($"{host} must not be looked up in a test.")),
        };
    }

    public Task<SiteReading> ReadAsync(Action<BrandOptions>? change = null) => Reader(change).ReadAsync(Address, null, CancellationToken.None);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private static Task Write(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text);
    }

    private Task AnswerAsync(HttpContext context)
    {
        Asked.Enqueue(context.Request.Path + context.Request.QueryString);
        if (Answers.TryGetValue(context.Request.Path, out var answer))
        {
            return answer(context);
        }

        context.Response.StatusCode = (int)HttpStatusCode.NotFound;
        return Task.CompletedTask;
    }
}
