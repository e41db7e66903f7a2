using System.Net.Sockets;
using Commerce.Benchmarks.Frame;
using Commerce.Workbench;
using Commerce.Workbench.Processes;

namespace Commerce.Benchmarks.Batch.Peers;

/// <summary>Debian's Redis on a free port with an append-only file that is synced every second. It ends with the run; its folder is deleted.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ChildProcess process;
    private readonly string folder;

    private RedisServer(ChildProcess process, string folder, int port) => (this.process, this.folder, Port) = (process, folder, port);

    public int Port { get; }

    public static async Task<RedisServer> StartAsync(BenchWorld world, CancellationToken ct)
    {
        var (account, port) = (UnprivilegedAccount.Current, FreePort.Any());
        // The account that runs the server must be able to enter the folder, which a private TMPDIR would prevent.
        var folder = Path.Combine(account is null ? Path.GetTempPath() : "/tmp", $"commerce-bench-redis-{Environment.ProcessId}");
        Directory.CreateDirectory(folder);
        if (account is not null)
        {
            Unix.ChangeOwner(folder, account.UserId, account.GroupId);
        }

        var process = world.Start(new ChildCommand(
            "Redis", Program(folder),
            "--port", $"{port}", "--bind", "127.0.0.1", "--dir", folder, "--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--maxmemory-policy", "noeviction")
        {
            Account = account,
            LogFile = Path.Combine(folder, "redis.log"),
        });
        var redis = new RedisServer(process, folder, port);
        await redis.BecomesReadyAsync(world, ct);
        return redis;
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    // Debian ships the server's program with the tools, under the name of its checker, and lets the name decide what it does:
    // a link is all that the package of the service adds, besides a service that nobody here asked for.
    private static string Program(string folder)
    {
        if (File.Exists("/usr/bin/redis-server"))
        {
            return "/usr/bin/redis-server";
        }

        const string Checker = "/usr/bin/redis-check-rdb";
        if (!File.Exists(Checker))
        {
            throw new ProblemException("Redis is missing. Install it with: sudo apt-get install --no-install-recommends redis-tools");
        }

        var link = Path.Combine(folder, "redis-server");
        File.CreateSymbolicLink(link, Checker);
        return link;
    }

    private async Task BecomesReadyAsync(BenchWorld world, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        while (!process.HasExited)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", Port, patience.Token);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(40), world.Time, patience.Token);
            }
        }

        throw new ProblemException($"Redis does not start: {await File.ReadAllTextAsync(Path.Combine(folder, "redis.log"), ct)}");
    }
}
