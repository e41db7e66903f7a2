using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Commerce.Workbench;

namespace Commerce.Tests.Publishing;

/// <summary>The stand-in Shopify on a free port with a folder of its own, quick to process what it is given.</summary>
internal sealed class SandboxServer : IDisposable
{
    public const string ClientId = "commerce-studio-test";

    /// <summary>Signs nothing outside this process and its sandbox.</summary>
    public const string ClientSecret = "not-a-secret-only-this-test-uses-it";

    private readonly Process node;
    private readonly DirectoryInfo data;

    private SandboxServer(Process node, DirectoryInfo data, Uri address) => (this.node, this.data, Control) = (node, data, new HttpClient { BaseAddress = address });

    public HttpClient Control { get; }

    public string Url => Control.BaseAddress!.ToString().TrimEnd('/');

    public static async Task<SandboxServer> StartAsync()
    {
        var data = Directory.CreateTempSubdirectory("commerce-sandbox-");
        var script = Path.Combine(Checkout.Find().Sandbox, "src", "main.mjs");
        var start = new ProcessStartInfo("node", [script, "--port", "0", "--data", data.FullName, "--image-delay", "20", "--video-delay", "40", "--job-delay", "10", "--bulk-delay", "10"])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["SANDBOX_CLIENT_ID"] = ClientId;
        start.Environment["SANDBOX_CLIENT_SECRET"] = ClientSecret;
        start.Environment["SANDBOX_APP_URL"] = "http://127.0.0.1:1";
        var node = Process.Start(start)!;
        var ready = await node.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The sandbox did not start.");
        return new SandboxServer(node, data, new Uri(JsonDocument.Parse(ready).RootElement.GetProperty("url").GetString()!));
    }

    public async Task PostAsync(string path, object body)
    {
        using var answer = await Control.PostAsJsonAsync(path, body);
        Assert.That(answer.IsSuccessStatusCode, Is.True, await answer.Content.ReadAsStringAsync());
    }

    public void Dispose()
    {
        node.Kill();
        node.WaitForExit();
        node.Dispose();
        Control.Dispose();
        data.Delete(recursive: true);
    }
}
