using System.Text.Json.Nodes;
using Commerce.Workbench.Processes;

namespace Commerce.Workbench.Suites;

/// <summary>Runs the suites one after the other, so that two cores are not shared by tests that measure themselves.</summary>
internal sealed class SuiteRunner(Checkout checkout, ProcessGroup group, string adminConnectionString)
{
    // Far longer than the slowest test: one that stands still so long never ends, and is named and ended with its suite.
    private const string Standstill = "8min";

    private readonly string results = Path.Combine(checkout.Data, "test-results");
    private readonly string output = new DirectoryInfo(AppContext.BaseDirectory).Name;

    /// <summary>Every NUnit project that was built.</summary>
    public IEnumerable<string> Projects() => Directory.EnumerateDirectories(Path.Combine(checkout.Root, "tests"), "*.Tests")
        .Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)
        .Where(name => File.Exists(Program(name)));

    /// <summary>Every Node package with a test command: the sandbox and the extensions.</summary>
    public IEnumerable<string> Packages()
    {
        var extensions = Path.Combine(checkout.Root, "extensions");
        string[] folders = [checkout.Sandbox, .. Directory.Exists(extensions) ? Directory.GetDirectories(extensions) : []];
        return folders.Where(HasTests).Order(StringComparer.Ordinal);
    }

    public async Task<SuiteResult> RunProjectAsync(string name, string? filter, CancellationToken ct)
    {
        var file = Path.Combine(results, $"{name}.trx");
        Directory.CreateDirectory(results);
        File.Delete(file);
        string[] narrowed = filter is null ? [] : ["--filter", filter];
        var child = group.Start(new ChildCommand(name, Tools.Dotnet,
        [
            "test", Program(name), "--nologo", "--logger", $"trx;LogFileName={name}.trx", "--results-directory", results,
            "--blame-hang", "--blame-hang-timeout", Standstill, "--blame-hang-dump-type", "none", .. narrowed,
        ])
        {
            Folder = checkout.Root,
            Environment = new Dictionary<string, string?> { ["COMMERCE_TEST_POSTGRES"] = adminConnectionString },
        });
        child.BeginReading(Path.Combine(checkout.Logs, $"test-{name}.log"));
        await child.WaitForExitAsync(ct);
        return TrxFile.Read(name, file).WithExitCode(child.ExitCode, child.LastLines);
    }

    public async Task<SuiteResult> RunPackageAsync(string folder, CancellationToken ct)
    {
        var name = Path.GetRelativePath(checkout.Root, folder);
        var lines = new List<string>();
        var child = group.Start(new ChildCommand(name, "npm", ["test", "--silent"])
        {
            Folder = folder,
            Environment = new Dictionary<string, string?> { ["NO_COLOR"] = "1", ["FORCE_COLOR"] = null },
        });
        child.LineWritten += line =>
        {
            lock (lines)
            {
                lines.Add(line);
            }
        };
        child.BeginReading(Path.Combine(checkout.Logs, $"test-{name.Replace('/', '-')}.log"));
        await child.WaitForExitAsync(ct);
        return NodeTotals.Read(name, lines).WithExitCode(child.ExitCode);
    }

    private string Program(string name) => Path.Combine(checkout.Root, "artifacts", "bin", name, output, $"{name}.dll");

    private static bool HasTests(string folder)
    {
        var description = Path.Combine(folder, "package.json");
        return File.Exists(description) && JsonNode.Parse(File.ReadAllText(description))?["scripts"]?["test"] is not null;
    }
}
