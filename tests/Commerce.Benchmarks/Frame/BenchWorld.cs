using System.Reflection;
using System.Text.Json;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;

namespace Commerce.Benchmarks.Frame;

/// <summary>
/// What benchmarks run on: a throw-away PostgreSQL, a sandbox where one is asked for, processes of this program, and a
/// folder under <c>out/</c> for the raw runs. All of it ends with the command.
/// </summary>
public sealed class BenchWorld(Checkout checkout, string bench, TextWriter talk, TimeProvider time) : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly ProcessGroup group = new();
    private readonly List<TestDatabase> databases = [];

    public Checkout Checkout => checkout;

    public TimeProvider Time => time;

    /// <summary>Whether this run only shows that it works.</summary>
    public bool Quick { get; init; }

    /// <summary>Signs and encrypts for this run only.</summary>
    public Secrets Secrets { get; } = Secrets.Create();

    /// <summary>Where this run keeps what it saw.</summary>
    public string Folder { get; } = Directory.CreateDirectory(Path.Combine(checkout.Root, "out", "bench", $"{bench}-{time.GetUtcNow():yyyyMMdd-HHmmss}")).FullName;

    /// <summary>Says what happens, for people; standard output stays free for the figures when they are asked for as JSON.</summary>
    public void Say(string line) => talk.WriteLine(line);

    /// <summary>A database of its own at the newest schema.</summary>
    public async Task<TestDatabase> DatabaseAsync(CancellationToken ct)
    {
        var database = await TestPostgres.CreateDatabaseAsync(ct);
        databases.Add(database);
        return database;
    }

    /// <summary>A server of its own that waits for the disk, with one database at the newest schema; the caller disposes it.</summary>
    public Task<MeasuredServer> MeasuredServerAsync(CancellationToken ct) => MeasuredServer.StartAsync(checkout, time, ct);

    /// <summary>Starts any program for as long as this run lasts.</summary>
    public ChildProcess Start(ChildCommand command) => group.Start(command);

    /// <summary>A sandbox of its own.</summary>
    public Task<SandboxProcess> SandboxAsync(CancellationToken ct) => SandboxProcess.StartAsync(
        group,
        new SandboxOptions(checkout, FreePort.Any(), Path.Combine(Folder, "sandbox"), Secrets.ShopifyApiSecret, new Uri("http://127.0.0.1:9/"), Path.Combine(Folder, "sandbox.log")),
        ct);

    /// <summary>Starts this program again as another process; its lines go to a file in the run's folder.</summary>
    public ChildProcess StartSelf(string name, IReadOnlyDictionary<string, string?> environment, params IReadOnlyList<string> arguments)
    {
        var child = group.Start(new ChildCommand(name, Tools.Dotnet, [Assembly.GetExecutingAssembly().Location, .. arguments]) { Folder = checkout.Root, Environment = environment });
        child.BeginReading(Path.Combine(Folder, $"{name}.log"));
        return child;
    }

    /// <summary>Keeps what one run saw, for whoever doubts the figure.</summary>
    public Task KeepAsync<T>(string name, T raw, CancellationToken ct) => File.WriteAllTextAsync(Path.Combine(Folder, $"{name}.json"), JsonSerializer.Serialize(raw, Format), ct);

    public async ValueTask DisposeAsync()
    {
        await group.DisposeAsync();
        foreach (var database in databases)
        {
            await database.DisposeAsync();
        }
    }
}
