using System.Globalization;

namespace Commerce.Benchmarks.Media;

/// <summary>How much more memory this process held at once, by Linux's own books.</summary>
internal static class PeakMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Bytes the process has in memory now.</summary>
    public static long Resident() => Read("VmRSS:");

    /// <summary>The most bytes over what it held before, while something ran.</summary>
    public static long Over(Action work)
    {
        GC.Collect();
        var before = Resident();
        // Sets the highest mark back to now.
        File.WriteAllText("/proc/self/clear_refs", "5");
        work();
        return Read("VmHWM:") - before;
    }

    private static long Read(string name)
    {
        var line = File.ReadLines(Status).First(line => line.StartsWith(name, StringComparison.Ordinal));
        return 1024 * long.Parse(line[name.Length..].Replace("kB", "", StringComparison.Ordinal).Trim(), CultureInfo.InvariantCulture);
    }
}
