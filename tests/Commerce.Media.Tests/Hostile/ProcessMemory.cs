using System.Globalization;

namespace Commerce.Media.Tests.Hostile;

/// <summary>What this process holds in memory, as the system counts it, in bytes.</summary>
internal static class ProcessMemory
{
    /// <summary>Forgets the highest value so far and returns what is held now.</summary>
    internal static long ResetPeak()
    {
        File.WriteAllText("/proc/self/clear_refs", "5");
        return Read("VmRSS:");
    }

    /// <summary>The highest value since <see cref="ResetPeak"/>.</summary>
    internal static long Peak() => Read("VmHWM:");

    private static long Read(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) << 10;
    }
}
