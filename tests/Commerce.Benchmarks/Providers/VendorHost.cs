using System.Net.Http.Json;
using Commerce.Benchmarks.Frame;
using Commerce.Routing;
using Commerce.Workbench;
using Commerce.Workbench.Processes;

namespace Commerce.Benchmarks.Providers;

/// <summary>The process that plays vendors, as a benchmark sees it.</summary>
internal sealed class VendorHost(Uri address) : IDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    private readonly HttpClient control = new() { BaseAddress = address };

    public Uri Address => address;

    /// <summary>Starts it and waits until it answers.</summary>
    /// <param name="world">The run it belongs to.</param>
    /// <param name="takes">How long each of its answers takes.</param>
    /// <param name="ct">Stops it.</param>
    public static async Task<VendorHost> StartAsync(BenchWorld world, TimeSpan takes, CancellationToken ct)
    {
        var port = FreePort.Any();
        var child = world.StartSelf($"vendors-{port}", new Dictionary<string, string?>(), PlayedVendors.Name, "--port", $"{port}", "--milliseconds", $"{takes.TotalMilliseconds:0}");
        var host = new VendorHost(new Uri($"http://127.0.0.1:{port}/"));
        while (!await host.AnswersAsync(ct))
        {
            if (child.HasExited)
            {
                throw new ProblemException($"The process that plays vendors has ended: {string.Join('\n', child.LastLines)}");
            }

            await Task.Delay(Look, world.Time, ct);
        }

        return host;
    }

    /// <summary>Where it plays a vendor.</summary>
    public Uri Of(string vendor) => new(address, $"{vendor}/");

    /// <summary>The app's settings that lead to it, by configuration path.</summary>
    public IEnumerable<(string Name, string Value)> Settings() => Vendor.All.SelectMany(vendor => ((string, string)[])
    [
        ($"{RoutingOptions.Section}:{nameof(RoutingOptions.Vendors)}:{vendor.Key}:{nameof(VendorOptions.Address)}", Of(vendor.Key).ToString()),
        ($"{RoutingOptions.Section}:{nameof(RoutingOptions.Vendors)}:{vendor.Key}:{nameof(VendorOptions.Files)}", Of(vendor.Key).ToString()),
        ($"{RoutingOptions.Section}:{nameof(RoutingOptions.Vendors)}:{vendor.Key}:{nameof(VendorOptions.Key)}", "bench"),
    ]);

    /// <summary>Forgets what it has noted.</summary>
    public async Task BeginAsync(CancellationToken ct) => (await control.PostAsync(new Uri("notes/begin", UriKind.Relative), null, ct)).EnsureSuccessStatusCode().Dispose();

    /// <summary>How its vendors were asked since.</summary>
    public async Task<IReadOnlyList<VendorNotes>> NotesAsync(CancellationToken ct) => (await control.GetFromJsonAsync<List<VendorNotes>>(new Uri("notes", UriKind.Relative), ct))!;

    public void Dispose() => control.Dispose();

    private async Task<bool> AnswersAsync(CancellationToken ct)
    {
        try
        {
            await NotesAsync(ct);
            return true;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
