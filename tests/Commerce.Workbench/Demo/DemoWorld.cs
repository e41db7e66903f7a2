using System.Text.Json.Nodes;
using Commerce.Migrations;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;
using Commerce.Workbench.Stores;

namespace Commerce.Workbench.Demo;

/// <summary>Everything a demo runs on, made for it and thrown away after it: database, sandbox with one store, app, workers.</summary>
internal sealed class DemoWorld : IAsyncDisposable
{
    private readonly ProcessGroup group = new();
    private readonly List<AppProcess> workers = [];
    private readonly DemoFolder folder;
    private PostgresServer? server;

    private DemoWorld(DemoFolder folder, Secrets secrets) => (this.folder, Secrets) = (folder, secrets);

    public Secrets Secrets { get; }

    public DatabaseConnections Connections { get; private set; } = null!;

    public Uri Sandbox { get; private set; } = null!;

    public Uri App { get; private set; } = null!;

    public SandboxShop Shop { get; private set; } = null!;

    /// <summary>What of the catalogue could not be used, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; private set; } = [];

    /// <summary>The app's settings that lead to the vendors the sandbox plays.</summary>
    public IReadOnlyDictionary<string, string?> Vendors { get; private set; } = new Dictionary<string, string?>();

    public string FilesFolder => folder.Files;

    public IReadOnlyList<AppProcess> Workers => workers;

    public static async Task<DemoWorld> StartAsync(Checkout checkout, DemoOptions options, TimeProvider time, CancellationToken ct)
    {
        // Read first: a file that cannot be used is told at once.
        var store = BuiltInStores.Build(checkout, BuiltInStores.Outdoor, Path.Combine(checkout.Data, "catalogues"));
        var notes = CatalogueLoader.Fill(store, CatalogueFolder.Find(options.Catalogue));
        var world = new DemoWorld(DemoFolder.Create(checkout), Secrets.Create()) { Notes = notes };
        try
        {
            await world.StartDatabaseAsync(checkout, time, ct);
            await world.StartSandboxAsync(checkout, store, ct);
            await world.StartAppAsync(checkout, options, ct);
            return world;
        }
        catch
        {
            world.KeepLogs(checkout);
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Keeps the logs of a demo that went wrong, and says where.</summary>
    public string KeepLogs(Checkout checkout)
    {
        var kept = Path.Combine(checkout.Root, "out", "demo", "logs");
        folder.KeepLogs(kept);
        return kept;
    }

    public async ValueTask DisposeAsync()
    {
        await group.DisposeAsync();
        if (server is not null)
        {
            await server.DisposeAsync();
        }

        folder.Dispose();
    }

    private async Task StartDatabaseAsync(Checkout checkout, TimeProvider time, CancellationToken ct)
    {
        server = await PostgresServer.StartAsync(PostgresOptions.ThrowAway(checkout), time, ct);
        var owner = await server.EnsureDatabaseAsync("demo", ct);
        var roles = new DatabaseRoles("commerce", Secrets.AppPassword, Secrets.JobsPassword);
        await Migrator.ApplyAsync(owner, roles, ct);
        Connections = new DatabaseConnections(owner, roles);
    }

    private async Task StartSandboxAsync(Checkout checkout, JsonObject store, CancellationToken ct)
    {
        App = new Uri($"http://127.0.0.1:{FreePort.Any()}/");
        var sandbox = await SandboxProcess.StartAsync(
            group, new SandboxOptions(checkout, FreePort.Any(), folder.Sandbox, Secrets.ShopifyApiSecret, App, folder.Log("sandbox")), ct);
        Sandbox = sandbox.Address;
        using var control = new SandboxControl(Sandbox);
        Notes = [.. Notes, .. await control.CreateAsync(store, ct)];
        Shop = (await control.ShopsAsync(ct)).Single();
    }

    private async Task StartAppAsync(Checkout checkout, DemoOptions options, CancellationToken ct)
    {
        Vendors = await SandboxVendors.SettingsAsync(Sandbox, App, options.Vendor, ct);
        // What a vendor makes costs a multiple; in both cases this is enough, and nothing here costs money.
        var (picture, video) = options.Vendor is null ? (1L, 5L) : (4L, 40L);
        var credits = (Shop.Products * options.ImagesPerProduct * picture) + (options.Videos * video) + 100;
        var app = new AppOptions(checkout, App.Port, Connections, Secrets, Sandbox, FilesFolder, folder.Log("web"))
        {
            Role = "web",
            AllowedPrivateOrigins = [Shop.StorefrontUrl],
            Settings = new Dictionary<string, string?>(Vendors)
            {
                ["Plans__WelcomeCredits"] = $"{credits}",
                ["TMPDIR"] = folder.Temporary,
                ["Jobs__WorkerThreads"] = $"{options.Lanes}",
            },
        };
        await AppProcess.StartAsync(group, app, ct);
        for (var number = 1; number <= options.Workers; number++)
        {
            // A worker that is killed comes back, as under any service manager; what it was doing is on record.
            var worker = app with { Port = FreePort.Any(), Role = "worker", RestartsOnDeath = true, LogFile = folder.Log($"worker-{number}") };
            workers.Add(await AppProcess.StartAsync(group, worker, ct));
        }
    }
}
