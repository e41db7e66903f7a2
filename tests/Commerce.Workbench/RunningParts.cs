using Commerce.Migrations;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;
using Commerce.Workbench.Stores;

namespace Commerce.Workbench;

/// <summary>The parts <c>./studio up</c> starts, in the order they need each other, and ends in the opposite order.</summary>
internal sealed class RunningParts(Checkout checkout, TimeProvider time) : IAsyncDisposable
{
    private const int AppPort = 5080;
    private const int SandboxPort = 5081;

    // Enough to take a whole catalogue through once and to make mistakes on the way; nothing here costs money.
    private const int SandboxCredits = 1000;

    /// <summary>The ports a run takes when they are free.</summary>
    public static readonly IReadOnlyList<int> WantedPorts = [AppPort, SandboxPort];

    private readonly ProcessGroup group = new();
    private readonly Dictionary<string, Task> ends = [];
    private PostgresServer? server;

    /// <summary>Starts everything and returns the address to open.</summary>
    public async Task<Uri> StartAsync(CancellationToken ct)
    {
        var secrets = Secrets.LoadOrCreate(checkout);
        var connections = await PrepareDatabaseAsync(secrets, ct);
        var ports = new KeptPorts(checkout);
        var appUrl = new Uri($"http://127.0.0.1:{ports.Of("app", AppPort)}/");
        var sandbox = await SandboxProcess.StartAsync(group, new SandboxOptions(
            checkout, ports.Of("sandbox", SandboxPort), Path.Combine(checkout.Data, "sandbox"), secrets.ShopifyApiSecret, appUrl, Log("sandbox")), ct);
        ends["The sandbox"] = sandbox.WaitForExitAsync(CancellationToken.None);
        var shops = await new StoreSetup(checkout).EnsureAsync(sandbox.Address, ct);

        var options = new AppOptions(
            checkout, appUrl.Port, connections, secrets, sandbox.Address, Path.Combine(checkout.Data, "files"), Log("app"))
        {
            AllowedPrivateOrigins = [.. shops.Select(shop => shop.StorefrontUrl)],
            Settings = new Dictionary<string, string?>(await SandboxVendors.SettingsAsync(sandbox.Address, appUrl, connected: null, ct)) { ["Plans__WelcomeCredits"] = $"{SandboxCredits}" },
        };
        var app = await AppProcess.StartAsync(group, options, ct);
        app.ProblemWritten += line => Console.WriteLine($"app: {line}");
        ends["The app"] = app.Ended;
        return sandbox.AdminPage;
    }

    /// <summary>Ends when a part has ended by itself, and names it.</summary>
    public async Task<string> WaitForEndAsync(CancellationToken ct)
    {
        var first = await Task.WhenAny(ends.Values).WaitAsync(ct);
        return ends.First(end => end.Value == first).Key;
    }

    public async ValueTask DisposeAsync()
    {
        await group.DisposeAsync();
        if (server is not null)
        {
            await server.DisposeAsync();
        }
    }

    private async Task<DatabaseConnections> PrepareDatabaseAsync(Secrets secrets, CancellationToken ct)
    {
        var owner = Environment.GetEnvironmentVariable("ConnectionStrings__Commerce");
        if (owner is not { Length: > 0 })
        {
            server = await PostgresServer.StartAsync(PostgresOptions.Kept(checkout, secrets.PostgresPassword), time, ct);
            ends["PostgreSQL"] = server.WaitForExitAsync(CancellationToken.None);
            owner = await server.EnsureDatabaseAsync("commerce", ct);
        }
        else
        {
            await OwnServer.PrepareAsync(owner, ct);
        }
        var roles = new DatabaseRoles("commerce", secrets.AppPassword, secrets.JobsPassword);
        var report = await Migrator.ApplyAsync(owner, roles, ct);
        if (report.Applied.Count > 0)
        {
            Console.WriteLine($"The database is up to date ({report.Applied.Count} migrations applied).");
        }
        return new DatabaseConnections(owner, roles);
    }

    private string Log(string part) => Path.Combine(checkout.Logs, $"{part}.log");
}
