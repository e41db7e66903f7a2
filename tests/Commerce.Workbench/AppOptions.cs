using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;

namespace Commerce.Workbench;

/// <summary>How to run the app against the sandbox.</summary>
/// <param name="Checkout">The clone it was built in.</param>
/// <param name="Port">Its port on 127.0.0.1.</param>
/// <param name="Connections">The database, one connection string per role.</param>
/// <param name="Secrets">The keys it signs and encrypts with, and the secret it shares with the sandbox.</param>
/// <param name="SandboxAddress">The stand-in Shopify it talks to.</param>
/// <param name="FilesFolder">Where the local object store keeps its files.</param>
/// <param name="LogFile">Where its lines are kept.</param>
public sealed record AppOptions(
    Checkout Checkout,
    int Port,
    DatabaseConnections Connections,
    Secrets Secrets,
    Uri SandboxAddress,
    string FilesFolder,
    string LogFile)
{
    /// <summary>"web", "worker", or null for both in one process.</summary>
    public string? Role { get; init; }

    /// <summary>The program and its first words when another one than the app itself hosts it, as benchmarks do to bring their own provider.</summary>
    public IReadOnlyList<string>? Host { get; init; }

    /// <summary>Starts the process again whenever it dies, as a service manager would.</summary>
    public bool RestartsOnDeath { get; init; }

    /// <summary>Origins on this machine that the site reader may visit.</summary>
    public IReadOnlyList<Uri> AllowedPrivateOrigins { get; init; } = [];

    /// <summary>Settings of this run alone; they win over all others.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>();

    public Uri Address => new($"http://127.0.0.1:{Port}/");

    /// <summary>The process to start.</summary>
    public ChildCommand Command()
    {
        var host = Host ?? [Program(Checkout)];
        if (!File.Exists(host[0]))
        {
            throw new ProblemException($"The app is not built: {host[0]} is missing. Run ./studio setup.");
        }
        string[] role = Role is null ? [] : ["--role", Role];
        return new ChildCommand(Role is null ? "App" : $"App ({Role})", Tools.Dotnet, [.. host, .. role])
        {
            Folder = Checkout.Web,
            Environment = Describe(),
        };
    }

    /// <summary>The app as it was built together with this program: debug or release.</summary>
    internal static string Program(Checkout checkout) =>
        Path.Combine(checkout.Root, "artifacts", "bin", "Commerce.Web", new DirectoryInfo(AppContext.BaseDirectory).Name, "Commerce.Web.dll");

    private Dictionary<string, string?> Describe()
    {
        var sandbox = SandboxAddress.ToString().TrimEnd('/');
        var environment = new Dictionary<string, string?>
        {
            // The owner's connection string is for migrations; the app never holds it.
            ["ConnectionStrings__Commerce"] = null,
            ["ConnectionStrings__CommerceApp"] = Connections.App,
            ["ConnectionStrings__CommerceJobs"] = Connections.Jobs,
            ["Shopify__ApiKey"] = SandboxProcess.ClientId,
            ["Shopify__ApiSecret"] = Secrets.ShopifyApiSecret,
            ["Shopify__ShopBaseAddress"] = $"{sandbox}/shops/{{shop}}",
            ["Shopify__AppBridgeUrl"] = $"{sandbox}/app-bridge.js",
            ["Shopify__AdminOrigin"] = sandbox,
            ["Shopify__AppUrl"] = Address.ToString().TrimEnd('/'),
            ["Storage__Kind"] = "local",
            ["Storage__Folder"] = FilesFolder,
            ["Security__EncryptionKey"] = Secrets.EncryptionKey,
            ["Security__LinkKey"] = Secrets.LinkKey,
            ["Media__Libvips"] = Environment.GetEnvironmentVariable("Media__Libvips") ?? Tools.Libvips(Checkout),
            ["ASPNETCORE_URLS"] = Address.ToString().TrimEnd('/'),
            // The bundled scripts and styles are served from the source tree only in this environment.
            ["ASPNETCORE_ENVIRONMENT"] = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT") ?? "Development",
            // A line for every statement and every fetched picture would bury the others.
            ["Logging__LogLevel__Microsoft.EntityFrameworkCore.Database.Command"] = "Warning",
            ["Logging__LogLevel__System.Net.Http.HttpClient"] = "Warning",
            ["Logging__Console__FormatterName"] = "simple",
            ["Logging__Console__FormatterOptions__SingleLine"] = "true",
            ["Logging__Console__FormatterOptions__TimestampFormat"] = "HH:mm:ss.fff ",
            ["Logging__Console__FormatterOptions__ColorBehavior"] = "Disabled",
        };
        foreach (var (origin, index) in AllowedPrivateOrigins.Select((origin, index) => (origin, index)))
        {
            environment[$"Brand__AllowedPrivateOrigins__{index}"] = origin.GetLeftPart(UriPartial.Authority);
        }
        foreach (var (name, value) in Settings)
        {
            environment[name] = value;
        }
        return environment;
    }
}
