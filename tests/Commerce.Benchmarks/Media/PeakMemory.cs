using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;

namespace Commerce.Benchmarks.Media;

/// <summary>How much more memory this process held at once, by Linux's own books.</summary>
internal static partial class PeakMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Bytes the process has in memory now.</summary>
    public static long Resident() => Read("VmRSS:");

    /// <summary>The most bytes over what it held before, while something ran.</summary>
    public static long Over(Action work)
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        // What the C library holds back from earlier work would hide what this work takes.
        _ = Trim(0);
        var before = Resident();
        // Sets the highest mark back to now.
        File.WriteAllText("/proc/self/clear_refs", "5");
        work();
        return Read("VmHWM:") - before;
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int Trim(nuint keep);

    private static long Read(string name)
    {
        var line = File.ReadLines(Status).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
