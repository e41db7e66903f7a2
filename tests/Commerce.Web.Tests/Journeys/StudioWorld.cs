using System.Text.Json.Nodes;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;
using Commerce.Workbench.Stores;

namespace Commerce.Web.Tests.Journeys;

/// <summary>Database, sandbox with small stores, app and worker, each a process of its own as in real use.</summary>
internal sealed class StudioWorld : IAsyncDisposable
{
    private const int ProductsPerStore = 6;
    private readonly ProcessGroup group = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("commerce-journey-");
    private TestDatabase database = null!;

    public Uri Sandbox { get; private set; } = null!;

    public AppProcess App { get; private set; } = null!;

    public AppProcess Worker { get; private set; } = null!;

    /// <summary>One store for each test, so that none sees what another did.</summary>
    public IReadOnlyDictionary<string, SandboxShop> Shops { get; private set; } = null!;

    public static async Task<StudioWorld> StartAsync(CancellationToken ct)
    {
        var world = new StudioWorld();
        try
        {
            await world.StartPartsAsync(Checkout.Find(), ct);
            return world;
        }
        catch
        {
            await world.DisposeAsync();
            throw;
        }
    }

    /// <summary>Every product's media as the sandbox itself has them: ids, order, alt texts, file names and hashes of the bytes.</summary>
    public async Task<string> GalleriesAsync(SandboxShop shop)
    {
        using var client = new HttpClient { BaseAddress = Sandbox };
        var answer = JsonNode.Parse(await client.GetStringAsync(new Uri($"control/shops/{shop.Domain}/products", UriKind.Relative)))!;
        return string.Join('\n', answer["products"]!.AsArray().Select(product => $"{product!["id"]}: {product["media"]!.ToJsonString()}"));
    }

    public async ValueTask DisposeAsync()
    {
        await group.DisposeAsync();
        if (database is not null)
        {
            await database.DisposeAsync();
        }

        folder.Delete(recursive: true);
    }

    private async Task StartPartsAsync(Checkout checkout, CancellationToken ct)
    {
        database = await TestPostgres.CreateDatabaseAsync(ct);
        var secrets = Secrets.Create();
        var address = new Uri($"http://127.0.0.1:{FreePort.Any()}/");
        var sandbox = await SandboxProcess.StartAsync(
            group, new SandboxOptions(checkout, FreePort.Any(), Path.Combine(folder.FullName, "sandbox"), secrets.ShopifyApiSecret, address, Log("sandbox")), ct);
        Sandbox = sandbox.Address;
        using var control = new SandboxControl(Sandbox);
        foreach (var name in (string[])[BuiltInStores.Garden, BuiltInStores.Home])
        {
            Assert.That(await control.CreateAsync(Small(BuiltInStores.Build(checkout, name, Path.Combine(folder.FullName, "catalogues"))), ct), Is.Empty);
        }

        Shops = (await control.ShopsAsync(ct)).ToDictionary(shop => shop.Handle);
        var web = new AppOptions(
            checkout, address.Port, new DatabaseConnections(database.Owner, database.Roles), secrets, Sandbox, Path.Combine(folder.FullName, "files"), Log("web"))
        {
            Role = "web",
            RestartsOnDeath = true,
            AllowedPrivateOrigins = [.. Shops.Values.Select(shop => shop.StorefrontUrl)],
            Settings = new Dictionary<string, string?> { ["Plans__WelcomeCredits"] = "200", ["TMPDIR"] = folder.FullName },
        };
        App = await AppProcess.StartAsync(group, web, ct);
        Worker = await AppProcess.StartAsync(group, web with { Port = FreePort.Any(), Role = "worker", LogFile = Log("worker") }, ct);
    }

    /// <summary>The store with its first products only.</summary>
    private static JsonObject Small(JsonObject store)
    {
        store["products"] = new JsonArray([.. store["products"]!.AsArray().Take(ProductsPerStore).Select(product => product!.DeepClone())]);
        return store;
    }

    private string Log(string part) => Path.Combine(folder.FullName, $"{part}.log");
}
