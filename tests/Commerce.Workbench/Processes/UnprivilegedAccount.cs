namespace Commerce.Workbench.Processes;

/// <summary>The user a server runs as when this process is root, because PostgreSQL refuses to run as root.</summary>
public sealed record UnprivilegedAccount(int UserId, int GroupId)
{
    /// <summary>The account every Debian, Ubuntu and Fedora system has for this purpose.</summary>
    public static readonly UnprivilegedAccount Nobody = new(65534, 65534);

    /// <summary>Null when this process is an ordinary user and needs no other.</summary>
    public static UnprivilegedAccount? Current => Environment.IsPrivilegedProcess && OperatingSystem.IsLinux() ? Nobody : null;

    internal IReadOnlyList<string> Switches =>
        ["--reuid", $"{UserId}", "--regid", $"{GroupId}", "--clear-groups", "--no-new-privs"];

    /// <summary>Runs a program as this user and waits for it.</summary>
    public ShortCommandResult Run(string program, params IReadOnlyList<string> arguments) =>
        ShortCommand.Run("setpriv", [.. Switches, "--", program, .. arguments]);
}
