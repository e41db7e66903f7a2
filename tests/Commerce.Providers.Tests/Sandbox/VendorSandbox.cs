using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Commerce.Providers.Tests.Contract.Host;
using Commerce.Providers.Vendors;

namespace Commerce.Providers.Tests.Sandbox;

/// <summary>The sandbox that plays the vendors, started on a free port with a folder of its own.</summary>
internal sealed class VendorSandbox : IDisposable
{
    /// <summary>Any key is right there but one that begins with <c>wrong</c>.</summary>
    public static readonly VendorKey Key = new("sandbox-key");

    private readonly Process node;
    private readonly DirectoryInfo data;
    private readonly HttpClient control;

    private VendorSandbox(Process node, DirectoryInfo data, string url)
    {
        (this.node, this.data) = (node, data);
        control = new HttpClient { BaseAddress = new Uri(url) };
    }

    public static async Task<VendorSandbox> StartAsync()
    {
        var script = Path.Combine(Places.Repository, "tests", "sandbox", "src", "main.mjs");
        var data = Directory.CreateTempSubdirectory("commerce-vendors-");
        var start = new ProcessStartInfo("node", [script, "--port", "0", "--data", data.FullName, "--vendor-delay", "20"]) { RedirectStandardOutput = true };
        foreach (var name in new[] { "SANDBOX_CLIENT_ID", "SANDBOX_CLIENT_SECRET" }) start.Environment[name] = "providers";
        start.Environment["SANDBOX_APP_URL"] = "http://127.0.0.1:1";
        var node = Process.Start(start)!;
        var ready = await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sandbox did not start.");
        return new VendorSandbox(node, data, JsonNode.Parse(ready)!["url"]!.GetValue<string>());
    }

    /// <summary>A client whose base address is a vendor's.</summary>
    public HttpClient Http(string vendor, string path = "") => new() { BaseAddress = new Uri(control.BaseAddress!, $"/vendors/{vendor}/{path}") };

    /// <summary>Asks for misbehaviour of one vendor.</summary>
    public Task FaultAsync(string vendor, string kind, int times = 1, string? match = null, int delay = 200, int? retryAfter = null) =>
        SendAsync("faults", new { vendor, kind, times, match, delayMs = delay, retryAfter });

    /// <summary>Sets how quickly the vendors work.</summary>
    public Task PaceAsync(object changes) => SendAsync("pace", changes);

    /// <summary>Behave again, at the usual pace.</summary>
    public async Task CalmAsync()
    {
        using var answer = await control.DeleteAsync("/control/vendors/faults");
        await PaceAsync(new { queuedMs = 20, runningMs = 40, queuedAsks = (int?)null, runningAsks = (int?)null, keptMs = (int?)null });
    }

    /// <summary>What was bought from a vendor, oldest first.</summary>
    public async Task<IReadOnlyList<Purchase>> PurchasesAsync(string vendor) =>
        (await ReadAsync($"purchases?vendor={vendor}"))["purchases"].Deserialize<List<Purchase>>(JsonSerializerOptions.Web)!;

    /// <summary>The secret with which a vendor signs its callbacks.</summary>
    public async Task<string> SecretAsync(string vendor) =>
        (await ReadAsync(""))["vendors"]!.AsArray().Single(entry => entry!["name"]!.GetValue<string>() == vendor)!["secret"]!.GetValue<string>();

    public void Dispose()
    {
        node.Kill();
        node.WaitForExit();
        node.Dispose();
        control.Dispose();
        data.Delete(recursive: true);
    }

    private async Task<JsonNode> ReadAsync(string place) => (await control.GetFromJsonAsync<JsonNode>($"/control/vendors/{place}".TrimEnd('/')))!;

    private async Task SendAsync(string place, object body)
    {
        using var answer = await control.PostAsJsonAsync($"/control/vendors/{place}", body);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }
}

/// <summary>One line of the log of purchases.</summary>
internal sealed record Purchase(string Vendor, string Order, string Model, string? Key, DateTimeOffset At, string Fingerprint);
