using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Commerce.Workbench.Processes;

/// <summary>The few system calls that .NET does not offer: signals to one process and file ownership.</summary>
public static partial class Unix
{
    public const int Interrupt = 2;
    public const int Quit = 3;
    public const int Kill = 9;
    public const int Terminate = 15;

    /// <summary>Sends a signal to one process. Returns false when that process no longer exists.</summary>
    public static bool Signal(int processId, int signal)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(processId, 2);
        return SendSignal(processId, signal) == 0;
    }

    /// <summary>Gives a file or folder to a user and group.</summary>
    public static void ChangeOwner(string path, int userId, int groupId)
    {
        if (SetOwner(path, userId, groupId) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"Could not hand {path} to user {userId}");
        }
    }

    /// <summary>The command line of a running process, or null when it has gone or cannot be read.</summary>
    public static string? CommandLine(int processId)
    {
        try
        {
            return OperatingSystem.IsLinux()
                ? File.ReadAllText($"/proc/{processId}/cmdline").Replace('\0', ' ')
                : ShortCommand.Run("ps", "-p", $"{processId}", "-o", "command=").Output;
        }
        catch (IOException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int SendSignal(int processId, int signal);

    [LibraryImport("libc", EntryPoint = "chown", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetOwner(string path, int userId, int groupId);
}
