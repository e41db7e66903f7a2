using System.Security.Cryptography;

namespace Commerce.Workbench.Postgres;

/// <summary>Where a private server keeps its data and how careful it is with it.</summary>
/// <param name="Checkout">The clone whose programs are used.</param>
/// <param name="Folder">The server's own folder; the data lies below it.</param>
/// <param name="Password">The superuser's password.</param>
/// <param name="LogFile">Where the server writes what happens.</param>
/// <param name="Durable">False for a server that is thrown away: it skips every wait for the disk.</param>
public sealed record PostgresOptions(Checkout Checkout, string Folder, string Password, string LogFile, bool Durable)
{
    private const string ThrowAwayPrefix = "commerce-test-postgres-";

    /// <summary>The server that <c>./studio up</c> keeps for this clone.</summary>
    public static PostgresOptions Kept(Checkout checkout, string password) =>
        new(checkout, KeptFolder(checkout), password, Path.Combine(Directory.CreateDirectory(checkout.Logs).FullName, "postgres.log"), Durable: true);

    /// <summary>A server for one run of tests; its folder is deleted with it.</summary>
    public static PostgresOptions ThrowAway(Checkout checkout)
    {
        DeleteLeftovers();
        // The account that runs the server must be able to enter the folder, which a private TMPDIR would prevent.
        var folder = Path.Combine(TemporaryFolder, $"{ThrowAwayPrefix}{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        Directory.CreateDirectory(folder);
        return new(checkout, folder, RandomNumberGenerator.GetHexString(32, lowercase: true), Path.Combine(folder, "postgres.log"), Durable: false);
    }

    internal IReadOnlyList<string> ServerSettings => Durable
        ? ["shared_buffers=64MB", "max_connections=100", "log_min_messages=warning"]
        : ["shared_buffers=64MB", "max_connections=200", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=2GB"];

    /// <summary>The kept data folder: inside the clone, or in the state folder when the server's account cannot enter the clone.</summary>
    public static string KeptFolder(Checkout checkout)
    {
        var inside = Path.Combine(checkout.Data, "postgres");
        if (Processes.UnprivilegedAccount.Current is not { } account)
        {
            return inside;
        }
        Directory.CreateDirectory(checkout.Data);
        return account.Run("test", "-x", checkout.Data).Succeeded ? inside : Path.Combine(PostgresBinaries.StateFolder(checkout), "postgres");
    }

    private static string TemporaryFolder => Processes.UnprivilegedAccount.Current is null ? Path.GetTempPath() : "/tmp";

    /// <summary>Removes folders whose server is gone because its run was killed.</summary>
    private static void DeleteLeftovers()
    {
        foreach (var folder in Directory.EnumerateDirectories(TemporaryFolder, $"{ThrowAwayPrefix}*"))
        {
            var owner = int.Parse(Path.GetFileName(folder)[ThrowAwayPrefix.Length..].Split('-')[0], System.Globalization.CultureInfo.InvariantCulture);
            if (Processes.Unix.CommandLine(owner) is not null || new PostgresCluster(folder, null).RunningServer() is not null)
            {
                continue;
            }
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
            {
                // Another user's, or another run deletes it at this moment.
            }
        }
    }
}
