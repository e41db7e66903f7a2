using System.Runtime.InteropServices;

namespace Commerce.Media.Tests.Video.Hostile;

/// <summary>Sees whether anybody opens a file, by inotify.</summary>
internal sealed partial class FileWatch : IDisposable
{
    private const int NonBlocking = 0x800, Opened = 0x20, Read = 0x1;
    private readonly int watch;

    internal FileWatch(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Only Linux tells who opens a file.");
        }
        watch = inotify_init1(NonBlocking);
        Assert.That(inotify_add_watch(watch, path, Opened | Read), Is.Positive);
    }

    internal bool Happened => read(watch, new byte[256], 256) > 0;

    public void Dispose() => _ = close(watch);

    [LibraryImport("libc")]
    private static partial int inotify_init1(int flags);

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int inotify_add_watch(int watch, string path, uint mask);

    [LibraryImport("libc")]
    private static partial nint read(int file, byte[] buffer, nint count);

    [LibraryImport("libc")]
    private static partial int close(int file);
}
