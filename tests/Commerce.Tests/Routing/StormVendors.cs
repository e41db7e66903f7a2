using System.Net.Http.Json;
using Commerce.Providers.Callbacks;
using Commerce.Routing;
using Commerce.Workbench;
using Commerce.Workbench.Processes;
using Commerce.Workbench.Stores;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Commerce.Tests.Routing;

/// <summary>The sandbox's vendors, misbehaving on request, in a process that can be killed and comes back; their callbacks go to a door of the test's.</summary>
internal sealed class StormVendors : IAsyncDisposable
{
    private readonly int port = FreePort.Any();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commerce-storm-");
    private readonly WebApplication listener;
    private ProcessGroup group = new();
    private HttpClient control = null!;

    private StormVendors(WebApplication listener) => this.listener = listener;

    /// <summary>Takes what vendors call.</summary>
    public Func<CallbackDoor>? Door { get; set; }

    public Uri Callbacks => new(listener.Urls.Single());

    public Uri Address => control.BaseAddress!;

    public static async Task<StormVendors> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var vendors = new StormVendors(builder.Build());
        vendors.listener.Urls.Add("http://127.0.0.1:0");
        vendors.listener.MapPost($"{CallbackDoor.Address}/{{vendor}}/{{token}}", vendors.HearAsync);
        await vendors.listener.StartAsync();
        await vendors.OpenAsync();
        return vendors;
    }

    /// <summary>Dies and comes back with what it had sold.</summary>
    public async Task RestartAsync()
    {
        await group.DisposeAsync();
        control.Dispose();
        group = new ProcessGroup();
        await OpenAsync();
    }

    /// <summary>Asks for misbehaviour.</summary>
    public Task FaultAsync(string vendor, string kind, string? match = null, int delay = 30, int? retryAfter = null) =>
        SendAsync("faults", new { vendor, kind, match, delayMs = delay, retryAfter });

    /// <summary>Behaves again.</summary>
    public async Task CalmAsync() => (await control.DeleteAsync("control/vendors/faults")).Dispose();

    /// <summary>How long a task takes, in milliseconds.</summary>
    public Task PaceAsync(int milliseconds) => SendAsync("pace", new { queuedMs = milliseconds, runningMs = milliseconds });

    public async Task<IReadOnlyList<SandboxPurchase>> PurchasesAsync(string vendor)
    {
        using var sandbox = new SandboxControl(Address);
        return await sandbox.PurchasesAsync(vendor, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await group.DisposeAsync();
        control.Dispose();
        await listener.DisposeAsync();
        folder.Delete(recursive: true);
    }

    private async Task OpenAsync()
    {
        var options = new SandboxOptions(Checkout.Find(), port, folder.FullName, "not-a-secret-only-this-test-uses-it", new Uri("http://127.0.0.1:9/"), Path.Combine(folder.FullName, "sandbox.log"));
        control = new HttpClient { BaseAddress = (await SandboxProcess.StartAsync(group, options, CancellationToken.None)).Address };
    }

    private async Task<IResult> HearAsync(string vendor, string token, HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var headers = new CallbackHeaders(name => context.Request.Headers[name]);
        return await Door!().TakeAsync(vendor, token, headers, body.ToArray(), CancellationToken.None) ? Results.Ok() : Results.Unauthorized();
    }

    private async Task SendAsync(string place, object body)
    {
        using var answer = await control.PostAsJsonAsync($"control/vendors/{place}", body);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }
}
