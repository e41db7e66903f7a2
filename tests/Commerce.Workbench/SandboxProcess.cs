using System.Text.Json;
using Commerce.Workbench.Processes;

namespace Commerce.Workbench;

/// <summary>The stand-in Shopify, running. It is never restarted: when it ends, the run that needs it has failed.</summary>
public sealed class SandboxProcess
{
    public const string ClientId = "commerce-studio-sandbox";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ChildProcess process;

    private SandboxProcess(ChildProcess process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Its address, such as <c>http://127.0.0.1:5081/</c>.</summary>
    public Uri Address { get; }

    /// <summary>The page that lists the stores.</summary>
    public Uri AdminPage => new(Address, "admin");

    public Task WaitForExitAsync(CancellationToken ct) => process.WaitForExitAsync(ct);

    public Task StopAsync() => process.StopAsync();

    /// <summary>Starts it and waits until it says that it is ready.</summary>
    public static async Task<SandboxProcess> StartAsync(ProcessGroup group, SandboxOptions options, CancellationToken ct)
    {
        var process = group.Start(new ChildCommand("Sandbox", Tools.Node(options.Checkout),
        [
            Path.Combine(options.Checkout.Sandbox, "src", "main.mjs"), "--port", $"{options.Port}", "--data", options.DataFolder,
            "--webhooks", new Uri(options.AppUrl, "webhooks").ToString(),
        ])
        {
            Folder = options.Checkout.Root,
            Environment = new Dictionary<string, string?>
            {
                ["SANDBOX_CLIENT_ID"] = ClientId,
                ["SANDBOX_CLIENT_SECRET"] = options.ClientSecret,
                ["SANDBOX_APP_URL"] = options.AppUrl.ToString().TrimEnd('/'),
            },
        });
        var ready = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.LineWritten += line =>
        {
            if (ReadyAddress(line) is { } address)
            {
                ready.TrySetResult(address);
            }
        };
        process.BeginReading(options.LogFile);

        var first = await Task.WhenAny(ready.Task, process.WaitForExitAsync(ct), Task.Delay(Patience, TimeProvider.System, ct));
        ct.ThrowIfCancellationRequested();
        return first == ready.Task
            ? new SandboxProcess(process, await ready.Task)
            : throw new ProblemException($"The sandbox does not start. Its last lines:\n{string.Join('\n', process.LastLines)}");
    }

    private static Uri? ReadyAddress(string line)
    {
        if (!line.StartsWith('{'))
        {
            return null;
        }
        try
        {
            using var message = JsonDocument.Parse(line);
            return message.RootElement.TryGetProperty("ready", out var ready) && ready.GetBoolean()
                ? new Uri(message.RootElement.GetProperty("url").GetString()!)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>How to run the sandbox.</summary>
/// <param name="Checkout">The clone it belongs to.</param>
/// <param name="Port">Its port on 127.0.0.1.</param>
/// <param name="DataFolder">Where it keeps shops, files and tokens.</param>
/// <param name="ClientSecret">The secret it shares with the app.</param>
/// <param name="AppUrl">The app its admin frames and its webhooks go to.</param>
/// <param name="LogFile">Where its lines are kept.</param>
public sealed record SandboxOptions(Checkout Checkout, int Port, string DataFolder, string ClientSecret, Uri AppUrl, string LogFile);
