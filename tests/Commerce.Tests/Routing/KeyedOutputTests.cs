using System.Collections.Concurrent;
using Commerce.Library;
using Commerce.Providers;
using Commerce.Providers.Vendors;
using Commerce.Routing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Tests.Routing;

/// <summary>Films that a vendor gives out against its key only: fetched by the vendor's client, onto the disk, and the key goes to nobody else.</summary>
[TestFixture("google", "x-goog-api-key", Key)]
[TestFixture("openrouter", "Authorization", $"Bearer {Key}")]
public sealed class KeyedOutputTests(string vendor, string header, string secret)
{
    private const string Key = "quillow-of-tests";

    private static readonly byte[] Film = [.. Enumerable.Range(0, 300_000).Select(number => (byte)number)];

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commerce-keyed-");
    private readonly ConcurrentQueue<(int Port, string Path, string? Key)> asked = new();
    private Func<HttpContext, Task> answer = null!;
    private WebApplication home = null!;
    private WebApplication elsewhere = null!;
    private ServiceProvider services = null!;

    private JobOutput Output => new JobOutput.Keyed(new Uri(Home, "/film"));

    private string Place => Path.Combine(folder.FullName, "film");

    private Uri Home => new(home.Urls.Single());

    private Uri Elsewhere => new(elsewhere.Urls.Single());

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        (home, elsewhere) = (await ListenAsync(), await ListenAsync());
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Storage:Kind"] = "local", ["Storage:Folder"] = folder.FullName,
            [$"Providers:Vendors:{vendor}:Address"] = Home.AbsoluteUri,
            // Only what the operator named may lie on this machine.
            ["Providers:Vendors:fal:Address"] = Elsewhere.AbsoluteUri,
        }).Build();
        services = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSingleton(TimeProvider.System).AddLogging()
            .AddLibrary(configuration).AddModelRouting().BuildServiceProvider();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        await services.DisposeAsync();
        await home.DisposeAsync();
        await elsewhere.DisposeAsync();
        folder.Delete(recursive: true);
    }

    [SetUp]
    public void Forget()
    {
        asked.Clear();
        answer = context => GiveAsync(context, Film);
    }

    [Test]
    public async Task A_film_comes_onto_the_disk_with_the_key()
    {
        await SaveAsync();
        Assert.That(await File.ReadAllBytesAsync(Place), Is.EqualTo(Film));
        Assert.That(asked, Is.EqualTo(new[] { (Home.Port, "/film", (string?)secret) }));
    }

    [Test]
    public async Task A_film_without_a_stated_length_comes_whole()
    {
        answer = context => context.Response.Body.WriteAsync(Film).AsTask();
        await SaveAsync();
        Assert.That(await File.ReadAllBytesAsync(Place), Is.EqualTo(Film));
    }

    [Test]
    public async Task The_key_goes_along_within_the_vendors_own_host_and_to_no_other()
    {
        answer = context => context switch
        {
            { Request.Path.Value: "/film" } => Redirect(context, "/film/1"),
            { Request.Path.Value: "/film/1" } => Redirect(context, new Uri(Elsewhere, "/signed").AbsoluteUri),
            _ => GiveAsync(context, Film),
        };
        await SaveAsync();
        Assert.That(await File.ReadAllBytesAsync(Place), Is.EqualTo(Film));
        Assert.That(asked, Is.EqualTo(new[] { (Home.Port, "/film", (string?)secret), (Home.Port, "/film/1", secret), (Elsewhere.Port, "/signed", null) }));
    }

    [Test]
    public async Task What_is_too_large_is_refused_before_it_is_read()
    {
        answer = async context =>
        {
            context.Response.ContentLength = OutputIntake.Largest + 1;
            await context.Response.Body.WriteAsync(Film);
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        };
        var failure = (await Assert.ThrowsAsync<ProviderException>(SaveAsync))!;
        Assert.That((failure.Retryable, failure.Message), Is.EqualTo((false, "What the provider made is larger than 500 MB.")));
    }

    [TestCase(401)]
    [TestCase(403)]
    [TestCase(404)]
    public async Task What_the_vendor_does_not_give_out_is_no_longer_there(int status)
    {
        answer = context => Status(context, status);
        var failure = (await Assert.ThrowsAsync<ProviderException>(SaveAsync))!;
        Assert.That(failure.Code, Is.EqualTo("output-expired"));
        Assert.That($"{failure}", Does.Not.Contain("quillow"));
    }

    [Test]
    public async Task Whatever_else_goes_wrong_leaves_the_film_where_it_lies()
    {
        Func<HttpContext, Task>[] troubles =
        [
            context => Status(context, 503), context => Redirect(context, "/film"), context => Redirect(context, "ftp://files.example.com/film"),
            context => context.Response.WriteAsJsonAsync(new { error = "busy" }), context =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
        ];
        foreach (var trouble in troubles)
        {
            answer = trouble;
            Assert.That($"{await Assert.ThrowsAsync<HttpRequestException>(SaveAsync)}", Does.Not.Contain("quillow"));
        }
    }

    private Task SaveAsync() => services.GetRequiredService<OutputIntake>().SaveAsync(
        Output, (IKeyedFiles)services.GetRequiredService<VendorClients>().Of(vendor, GenerationKind.Video, new VendorKey(Key)), Place, CancellationToken.None);

    private async Task<WebApplication> ListenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(context =>
        {
            asked.Enqueue((context.Connection.LocalPort, context.Request.Path, context.Request.Headers[header].FirstOrDefault()));
            return answer(context);
        });
        await app.StartAsync();
        return app;
    }

    private static Task GiveAsync(HttpContext context, byte[] bytes)
    {
        (context.Response.ContentType, context.Response.ContentLength) = ("video/mp4", bytes.Length);
        return context.Response.Body.WriteAsync(bytes).AsTask();
    }

    private static Task Redirect(HttpContext context, string to)
    {
        context.Response.Redirect(to);
        return Task.CompletedTask;
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
