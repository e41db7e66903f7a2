using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Shopify.Tests.Contract;

namespace Commerce.Shopify.Tests.Sandbox;

/// <summary>The stand-in Shopify, started on a free port with a folder of its own.</summary>
internal sealed class SandboxProcess : IDisposable
{
    private readonly Process node;
    private readonly DirectoryInfo data;
    private readonly HttpClient control = new();

    private SandboxProcess(Process node, DirectoryInfo data, string url) => (this.node, this.data, Url) = (node, data, url);

    public string Url { get; }

    public static async Task<SandboxProcess> StartAsync()
    {
        var script = Environment.GetEnvironmentVariable("COMMERCE_SANDBOX") is { Length: > 0 } named ? named : Path.Combine(Places.Repository, "tests", "sandbox", "src", "main.mjs");
        if (!File.Exists(script)) Assert.Ignore($"The sandbox is not at {script}.");
        var data = Directory.CreateTempSubdirectory("commerce-shopify-");
        var start = new ProcessStartInfo("node", [script, "--port", "0", "--data", data.FullName, "--image-delay", "100"]) { RedirectStandardOutput = true };
        start.Environment["SANDBOX_CLIENT_ID"] = Studio.ApiKey;
        start.Environment["SANDBOX_CLIENT_SECRET"] = Studio.Secret;
        start.Environment["SANDBOX_APP_URL"] = "http://127.0.0.1:1";
        var node = Process.Start(start)!;
        var ready = await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sandbox did not start.");
        return new SandboxProcess(node, data, JsonDocument.Parse(ready).RootElement.GetProperty("url").GetString()!);
    }

    public async Task ControlAsync(string path, object body)
    {
        using var answer = await control.PostAsJsonAsync(Url + path, body);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose()
    {
        node.Kill();
        node.WaitForExit();
        node.Dispose();
        control.Dispose();
        data.Delete(recursive: true);
    }
}
