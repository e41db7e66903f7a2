using System.Security.Cryptography;
using System.Text.Json;
using Commerce.Benchmarks.Frame;
using Commerce.Workbench;
using Commerce.Workbench.Processes;
using Npgsql;

namespace Commerce.Benchmarks.Batch.Peers;

/// <summary>The peers' programs under <c>tests/Commerce.Benchmarks/peers</c>, installed from npm into a folder under <c>.data</c> when first needed.</summary>
internal sealed class PeerPrograms(BenchWorld world)
{
    private readonly string folder = Path.Combine(world.Checkout.Data, "bench-peers");

    private static readonly string[] Files = ["package.json", "package-lock.json", "accounting.mjs", "pg-boss.mjs", "bullmq.mjs"];

    /// <summary>Copies the programs beside their packages, which are installed anew when the lock has changed.</summary>
    public void Install()
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Files)
        {
            File.Copy(Path.Combine(world.Checkout.Root, "tests", "Commerce.Benchmarks", "peers", file), Path.Combine(folder, file), overwrite: true);
        }

        File.Copy(Path.Combine(world.Checkout.Root, ".npmrc"), Path.Combine(folder, ".npmrc"), overwrite: true);
        var (stamp, wanted) = (Path.Combine(folder, "installed"), Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder, "package-lock.json")))));
        if (File.Exists(stamp) && File.ReadAllText(stamp) == wanted)
        {
            return;
        }

        world.Say("Installing pg-boss and BullMQ from npm");
        var installed = ShortCommand.Run("npm", "ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund");
        if (!installed.Succeeded)
        {
            throw new ProblemException($"npm could not install the peers: {installed.Errors}");
        }

        File.WriteAllText(stamp, wanted);
    }

    /// <summary>Runs one peer to its end and returns how many rows a second it worked off, by its own clock.</summary>
    public async Task<double> RunAsync(string program, string name, IReadOnlyDictionary<string, string?> settings, CancellationToken ct)
    {
        var child = world.Start(new ChildCommand(name, Node, Path.Combine(folder, program)) { Folder = folder, Environment = settings });
        double? rate = null;
        child.LineWritten += line => rate = line.StartsWith('{') ? JsonDocument.Parse(line).RootElement.GetProperty("perSecond").GetDouble() : rate;
        child.BeginReading(Path.Combine(world.Folder, $"{name}.log"));
        await child.WaitForExitAsync(ct);
        return rate ?? throw new ProblemException($"{name} ended without a figure: {string.Join('\n', child.LastLines)}");
    }

    /// <summary>A connection string as PostgreSQL's own clients write it.</summary>
    public static string Address(string connectionString)
    {
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        return $"postgres://{parts.Username}:{parts.Password}@{parts.Host}:{parts.Port}/{parts.Database}";
    }

    // The peers' own minimum is a newer Node.js than the sandbox's, so it comes with them where npm has it for this machine.
    private string Node => Directory.EnumerateDirectories(Path.Combine(folder, "node_modules"), "node-*")
        .Select(package => Path.Combine(package, "bin", "node")).FirstOrDefault(File.Exists) ?? Tools.Node(world.Checkout);
}
