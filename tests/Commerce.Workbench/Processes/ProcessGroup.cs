using System.Collections.Concurrent;
using System.Diagnostics;

namespace Commerce.Workbench.Processes;

/// <summary>
/// Starts the processes of one run and makes sure that they end with it: on disposal, on exit, and on Linux by the
/// kernel when this process is killed.
/// </summary>
public sealed class ProcessGroup : IAsyncDisposable
{
    private readonly ConcurrentStack<ChildProcess> children = new();

    public ProcessGroup() => AppDomain.CurrentDomain.ProcessExit += EndAtExit;

    /// <summary>True from the moment the group is told to stop, so that nothing is started again.</summary>
    public bool IsEnding { get; private set; }

    /// <summary>Starts one process; it is stopped before those that were started earlier.</summary>
    public ChildProcess Start(ChildCommand command)
    {
        ObjectDisposedException.ThrowIf(IsEnding, this);
        var child = new ChildProcess(command.Name, Launcher.Start(() => Process.Start(Describe(command))!), command.StopSignal);
        children.Push(child);
        if (IsEnding)
        {
            // The group ended while this one was starting and may have missed it.
            child.EndNow();
        }
        return child;
    }

    /// <summary>Stops everything in reverse order of starting.</summary>
    public async ValueTask DisposeAsync()
    {
        IsEnding = true;
        while (children.TryPop(out var child))
        {
            await child.DisposeAsync();
        }
        AppDomain.CurrentDomain.ProcessExit -= EndAtExit;
    }

    private static ProcessStartInfo Describe(ChildCommand command)
    {
        string[] words = OperatingSystem.IsLinux()
            // A session of its own keeps a Ctrl-C in the terminal from reaching the children before we stop them in
            // order; the parent-death signal ends them when this process is killed and can no longer do so.
            ? ["setsid", "setpriv", "--pdeathsig", command.StopSignal == Unix.Interrupt ? "INT" : "TERM",
                .. command.Account?.Switches ?? [], "--", command.Program, .. command.Arguments]
            : [command.Program, .. command.Arguments];
        if (command.LogFile is { } log)
        {
            words = ["sh", "-c", "log=$1; shift; exec \"$@\" >>\"$log\" 2>&1 </dev/null", "sh", log, .. words];
        }

        var start = new ProcessStartInfo(words[0], words[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = command.LogFile is null,
            RedirectStandardError = command.LogFile is null,
            WorkingDirectory = command.Folder,
        };
        foreach (var (name, value) in command.Environment)
        {
            start.Environment[name] = value;
        }
        return start;
    }

    private void EndAtExit(object? sender, EventArgs exit)
    {
        IsEnding = true;
        while (children.TryPop(out var child))
        {
            child.EndNow();
        }
    }
}

/// <summary>What to run. Output goes to <paramref name="LogFile"/> when given, else to the reader of the child.</summary>
public sealed record ChildCommand(string Name, string Program, params IReadOnlyList<string> Arguments)
{
    public IReadOnlyDictionary<string, string?> Environment { get; init; } = new Dictionary<string, string?>();
    public string Folder { get; init; } = Path.GetPathRoot(AppContext.BaseDirectory)!;
    public string? LogFile { get; init; }
    public UnprivilegedAccount? Account { get; init; }

    /// <summary>The signal that asks this program to end in good order.</summary>
    public int StopSignal { get; init; } = Unix.Terminate;
}
