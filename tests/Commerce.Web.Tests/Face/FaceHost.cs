using Commerce.Web.Face;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Commerce.Web.Tests.Face;

/// <summary>The face alone on a free port of this machine: pages and static files, neither database nor sign-in.</summary>
internal sealed class FaceHost(WebApplication app) : IAsyncDisposable
{
    public string Address => app.Urls.First();

    public static async Task<FaceHost> StartAsync(Action<WebApplication>? more = null, string environment = "Development", Dictionary<string, string?>? settings = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "Commerce.Web",
            EnvironmentName = environment,
            ContentRootPath = SourceFolder,
        });
        builder.Configuration.AddInMemoryCollection(settings ?? []);
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").UseStaticWebAssets();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddFace();
        var app = builder.Build();
        app.UseFaceErrors();
        app.MapFace();
        more?.Invoke(app);
        await app.StartAsync();
        return new FaceHost(app);
    }

    public static string SourceFolder
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Commerce.sln")))
            {
                folder = folder.Parent;
            }

            return Path.Combine(folder?.FullName ?? throw new DirectoryNotFoundException("Tests run inside the repository."), "src", "Commerce.Web");
        }
    }

    public async ValueTask DisposeAsync() => await app.DisposeAsync();
}
