using System.Reflection;
using Commerce.Benchmarks.Frame;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;

namespace Commerce.Benchmarks.Batch;

/// <summary>Describes worker processes of the real worker role on one database.</summary>
internal static class BenchWorkers
{
    /// <summary>The one picture that every product of a bench has.</summary>
    public const string SourceKey = "bench/source.png";

    /// <summary>One worker; <paramref name="settings"/> are the app's own, as environment variables.</summary>
    public static AppOptions Describe(BenchWorld world, DatabaseConnections connections, string name, params IEnumerable<(string Name, string Value)> settings)
    {
        var files = Path.Combine(world.Folder, "files");
        var source = Path.Combine(files, SourceKey);
        Directory.CreateDirectory(Path.GetDirectoryName(source)!);
        if (!File.Exists(source))
        {
            File.WriteAllBytes(source, [0]);
        }

        return new AppOptions(world.Checkout, FreePort.Any(), connections, world.Secrets, new Uri("http://127.0.0.1:9/"), files, Path.Combine(world.Folder, $"{name}.log"))
        {
            Role = "worker",
            Host = [Assembly.GetExecutingAssembly().Location, BenchHost.Name],
            Settings = new Dictionary<string, string?>(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value)))
            {
                ["Logging__LogLevel__Default"] = "Warning",
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
            },
        };
    }

    /// <summary>Resident memory of a process in bytes.</summary>
    public static long Memory(int processId)
    {
        const string Key = "VmRSS:";
        var line = File.ReadLines($"/proc/{processId}/status").First(text => text.StartsWith(Key, StringComparison.Ordinal));
        return 1024 * long.Parse(line[Key.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), System.Globalization.CultureInfo.InvariantCulture);
    }
}
