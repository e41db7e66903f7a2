using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Commerce.Workbench.Processes;

namespace Commerce.Workbench.Postgres;

/// <summary>The embedded PostgreSQL programs: <c>bin/</c>, <c>lib/</c> and <c>share/</c> below <paramref name="Folder"/>.</summary>
public sealed record PostgresBinaries(string Folder)
{
    public string Initdb => Path.Combine(Folder, "bin", "initdb");
    public string Postgres => Path.Combine(Folder, "bin", "postgres");

    /// <summary>
    /// The programs where the account that runs the server can reach them: in node_modules, or in a copy under
    /// <see cref="StateFolder"/> when the clone lies in a folder only root may enter.
    /// </summary>
    public static PostgresBinaries For(Checkout checkout, UnprivilegedAccount? account)
    {
        var installed = Installed(checkout);
        if (account is null || installed.ReachableBy(account))
        {
            return installed;
        }

        var copy = new PostgresBinaries(Path.Combine(StateFolder(checkout), Version(installed)));
        if (!copy.ReachableBy(account))
        {
            copy.CopyFrom(installed);
        }
        return copy;
    }

    /// <summary>The programs in node_modules.</summary>
    public static PostgresBinaries Installed(Checkout checkout)
    {
        var folder = Path.Combine(checkout.NodeModules, "@embedded-postgres", Platform, "native");
        return File.Exists(Path.Combine(folder, "bin", "postgres"))
            ? new PostgresBinaries(folder)
            : throw new ProblemException($"The embedded PostgreSQL is missing from {folder}. Run ./studio setup, or set ConnectionStrings__Commerce to a server of your own.");
    }

    /// <summary>Where state of this clone lives when the clone itself cannot be entered by the server's account.</summary>
    public static string StateFolder(Checkout checkout)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(checkout.Root)))[..12];
        return $"/var/lib/commerce-studio-{hash}";
    }

    public bool ReachableBy(UnprivilegedAccount account) => account.Run("sh", "-c",
        "\"$0/bin/postgres\" --version && \"$0/bin/initdb\" --version && test -r \"$0/share/postgresql/postgres.bki\"", Folder).Succeeded;

    private static string Platform =>
        $"{(OperatingSystem.IsMacOS() ? "darwin" : "linux")}-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";

    private static string Version(PostgresBinaries installed) =>
        ShortCommand.Run(installed.Postgres, "--version").Output is { Length: > 0 } words
            ? $"postgresql-{words.Split(' ')[^1]}"
            : throw new ProblemException($"{installed.Postgres} does not run on this machine. Run ./studio doctor.");

    private void CopyFrom(PostgresBinaries installed)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Folder)!);
        var fresh = $"{Folder}.{Environment.ProcessId}";
        var copied = ShortCommand.Run("sh", "-c", "cp -R \"$0\" \"$1\" && chmod -R u=rwX,go=rX \"$1\"", installed.Folder, fresh);
        if (!copied.Succeeded)
        {
            throw new ProblemException($"Could not copy PostgreSQL to {fresh}: {copied.Errors}");
        }
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
        Directory.Move(fresh, Folder);
    }
}
