using System.Security.Cryptography;

namespace Commerce.Workbench.Postgres;

/// <summary>Where a private server keeps its data and how careful it is with it.</summary>
/// <param name="Checkout">The clone whose programs are used.</param>
/// <param name="Folder">The server's own folder; the data lies below it.</param>
/// <param name="Password">The superuser's password.</param>
/// <param name="LogFile">Where the server writes what happens.</param>
/// <param name="Durable">False for the server of a test run: it skips every wait for the disk.</param>
public sealed record PostgresOptions(Checkout Checkout, string Folder, string Password, string LogFile, bool Durable)
{
    private const string ThrowAwayPrefix = "commerce-test-postgres-";

    /// <summary>Whether the folder is deleted with the server.</summary>
    public bool ThrownAway { get; init; }

    /// <summary>The server that <c>./studio up</c> keeps for this clone.</summary>
    public static PostgresOptions Kept(Checkout checkout, string password) =>
        new(checkout, KeptFolder(checkout), password, Path.Combine(Directory.CreateDirectory(checkout.Logs).FullName, "postgres.log"), Durable: true);

    /// <summary>A server for one run of tests; its folder is deleted with it.</summary>
    public static PostgresOptions ThrowAway(Checkout checkout) => InOwnFolder(checkout, durable: false);

    /// <summary>A server for measuring: it waits for the disk as one in production does, and is deleted all the same.</summary>
    public static PostgresOptions Measured(Checkout checkout) => InOwnFolder(checkout, durable: true);

    private static PostgresOptions InOwnFolder(Checkout checkout, bool durable)
    {
        DeleteLeftovers();
        // The account that runs the server must be able to enter the folder, which a private TMPDIR would prevent.
        var folder = Path.Combine(TemporaryFolder, $"{ThrowAwayPrefix}{Environment.ProcessId}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");
        Directory.CreateDirectory(folder);
        return new(checkout, folder, RandomNumberGenerator.GetHexString(32, lowercase: true), Path.Combine(folder, "postgres.log"), durable) { ThrownAway = true };
    }

    internal IReadOnlyList<string> ServerSettings => (ThrownAway, Durable) switch
    {
        (false, _) => ["shared_buffers=64MB", "max_connections=100", "log_min_messages=warning"],
        (true, false) => ["shared_buffers=64MB", "max_connections=200", "fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_wal_size=2GB"],
        (true, true) => ["shared_buffers=256MB", "max_connections=200", "fsync=on", "synchronous_commit=on", "full_page_writes=on", "max_wal_size=4GB"],
    };

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
