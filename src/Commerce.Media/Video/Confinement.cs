using System.Runtime.InteropServices;

namespace Commerce.Media.Video;

/// <summary>
/// Shuts a child into the files it was given, and away from every network, by Landlock and a system call filter of Linux.
/// Both hold for one thread and whatever is started from it, need no rights and cannot be taken off again; so a thread is
/// made for each start. Sources: landlock(7), seccomp(2).
/// </summary>
internal static unsafe partial class Confinement
{
    private const int CreateRuleset = 444, AddRule = 445, RestrictSelf = 446;
    private const int NoNewPrivileges = 38, SetFilter = 22;
    private const ulong ReadAndRun = 0b1101, ReadFile = 0b0101, MakeAndWrite = 1 << 1 | 1 << 2 | 1 << 5 | 1 << 8 | 1 << 14;

    /// <summary>What this system offers: the version of Landlock, 0 when there is none.</summary>
    internal static int Files { get; } = OperatingSystem.IsLinux() ? Math.Max(0, (int)syscall(CreateRuleset, 0, 0, 1)) : 0;

    /// <summary>Whether sockets can be taken away from a child.</summary>
    internal static bool Sockets { get; } = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    /// <summary>Does something on a thread that, like all it starts, can only touch these files.</summary>
    internal static T Within<T>(FfmpegReach reach, Func<T> start)
    {
        if (Files == 0 && !Sockets)
        {
            return start();
        }
        var outcome = new TaskCompletionSource<T>();
        var thread = new Thread(() =>
        {
            try
            {
                Restrict(reach);
                outcome.SetResult(start());
            }
            catch (Exception error)
            {
                outcome.SetException(error);
            }
        });
        thread.Start();
        thread.Join();
        return outcome.Task.GetAwaiter().GetResult();
    }

    private static void Restrict(FfmpegReach reach)
    {
        Require(prctl(NoNewPrivileges, 1, 0, 0, 0));
        if (Files > 0)
        {
            RestrictFiles(reach);
        }
        if (Sockets)
        {
            RefuseSockets();
        }
    }

    private static void RestrictFiles(FfmpegReach reach)
    {
        // Rights over files, over TCP (version 4) and over other processes' sockets and signals (version 6).
        ulong* rights = stackalloc ulong[3];
        rights[0] = Files switch { 1 => (1UL << 13) - 1, 2 => (1UL << 14) - 1, 3 or 4 => (1UL << 15) - 1, _ => (1UL << 16) - 1 };
        rights[1] = 3;
        rights[2] = 3;
        var ruleset = (int)syscall(CreateRuleset, (nint)rights, Files switch { < 4 => 8, < 6 => 16, _ => 24 }, 0);
        Require(ruleset);
        try
        {
            foreach (var path in reach.Readable)
            {
                Allow(ruleset, path, Directory.Exists(path) ? ReadAndRun : ReadFile);
            }
            foreach (var folder in reach.Writable)
            {
                Allow(ruleset, folder, MakeAndWrite & rights[0]);
            }
            Require((int)syscall(RestrictSelf, ruleset, 0, 0));
        }
        finally
        {
            _ = close(ruleset);
        }
    }

    private static void Allow(int ruleset, string path, ulong rights)
    {
        // O_PATH and O_CLOEXEC: names the file without opening it. What is not there needs no rule.
        var file = open(path, 0x200000 | 0x80000);
        if (file < 0)
        {
            return;
        }
        byte* rule = stackalloc byte[12];
        *(ulong*)rule = rights;
        *(int*)(rule + 8) = file;
        var added = (int)syscall4(AddRule, ruleset, 1, (nint)rule, 0);
        _ = close(file);
        Require(added);
    }

    /// <summary>A filter that answers "not permitted" to whoever asks for a socket or a ring through which one could be asked for.</summary>
    private static void RefuseSockets()
    {
        var arm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
        const ushort load = 0x20, equal = 0x15, atLeast = 0x35, answer = 0x06;
        ulong* program = stackalloc ulong[]
        {
            Step(load, 0, 0, 4),
            Step(equal, 1, 0, arm ? 0xC00000B7 : 0xC000003E),
            Step(answer, 0, 0, 0x80000000),
            Step(load, 0, 0, 0),
            Step(equal, 3, 0, arm ? 198u : 41u),
            Step(equal, 2, 0, 425),
            Step(atLeast, 1, 0, 0x40000000),
            Step(answer, 0, 0, 0x7FFF0000),
            Step(answer, 0, 0, 0x00050000 | 1),
        };
        byte* header = stackalloc byte[16];
        *(ushort*)header = 9;
        *(ulong**)(header + 8) = program;
        Require(prctl(SetFilter, 2, (nint)header, 0, 0));
    }

    private static ulong Step(ushort code, byte whenTrue, byte whenFalse, uint value) => code | (ulong)whenTrue << 16 | (ulong)whenFalse << 24 | (ulong)value << 32;

    private static void Require(int result)
    {
        if (result < 0)
        {
            throw new MediaException("ffmpeg-failed", "The video program could not be confined on this machine and was not started.",
                new System.ComponentModel.Win32Exception(Marshal.GetLastPInvokeError()));
        }
    }

    [LibraryImport("libc", SetLastError = true)]
    private static partial nint syscall(nint number, nint first, nint second, nint third);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint syscall4(nint number, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int prctl(int option, nint first, nint second, nint third, nint fourth);

    [LibraryImport("libc", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int open(string path, int flags);

    [LibraryImport("libc")]
    private static partial int close(int file);
}
