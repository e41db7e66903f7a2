using System.Globalization;
using Commerce.Workbench.Processes;

namespace Commerce.Workbench.Postgres;

/// <summary>One data folder of a PostgreSQL server: created once, and cleaned of what a crash left behind.</summary>
internal sealed record PostgresCluster(string Folder, UnprivilegedAccount? Account)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public string Data => Path.Combine(Folder, "data");
    private string PidFile => Path.Combine(Data, "postmaster.pid");

    /// <summary>Runs initdb unless it completed before. It works beside the final folder, so a half-made one never counts.</summary>
    public void EnsureInitialised(PostgresBinaries binaries, string password)
    {
        if (File.Exists(Path.Combine(Data, "PG_VERSION")))
        {
            return;
        }

        var fresh = Path.Combine(Folder, "initialising");
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }
        Own(Directory.CreateDirectory(Folder, OwnerOnly).FullName);
        var passwordFile = Path.Combine(Folder, "password");
        PrivateFile.Write(passwordFile, password);
        Own(passwordFile);
        try
        {
            Initialise(binaries, fresh, passwordFile);
        }
        finally
        {
            File.Delete(passwordFile);
        }
        Directory.Move(fresh, Data);
    }

    /// <summary>
    /// Ends a server that an earlier run lost, and removes a pid file whose process is gone or is another program now.
    /// Only a process that runs on this very data folder is ever signalled.
    /// </summary>
    public async Task RecoverAsync(TimeProvider time, CancellationToken ct)
    {
        if (RunningServer() is not { } server)
        {
            File.Delete(PidFile);
            return;
        }
        Unix.Signal(server, Unix.Interrupt);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        try
        {
            while (RunningServer() == server)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), time, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new ProblemException($"A PostgreSQL server from an earlier run (process {server}) does not end. Stop it with: kill {server}");
        }
    }

    /// <summary>The id of the server that runs on this data folder, if one does.</summary>
    public int? RunningServer()
    {
        try
        {
            var id = int.Parse(File.ReadLines(PidFile).First(), CultureInfo.InvariantCulture);
            return Unix.CommandLine(id)?.Contains(Data, StringComparison.Ordinal) is true ? id : null;
        }
        catch (Exception absent) when (absent is IOException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private void Initialise(PostgresBinaries binaries, string fresh, string passwordFile)
    {
        IReadOnlyList<string> arguments =
        [
            "-D", fresh, "-U", "postgres", $"--pwfile={passwordFile}", "--auth=scram-sha-256", "--encoding=UTF8",
            "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--no-instructions",
        ];
        var made = Account is null ? ShortCommand.Run(binaries.Initdb, arguments) : Account.Run(binaries.Initdb, arguments);
        if (!made.Succeeded)
        {
            throw new ProblemException($"PostgreSQL could not create its data folder {Data}: {made.Errors}");
        }
    }

    private void Own(string path)
    {
        if (Account is not null)
        {
            Unix.ChangeOwner(path, Account.UserId, Account.GroupId);
        }
    }
}
