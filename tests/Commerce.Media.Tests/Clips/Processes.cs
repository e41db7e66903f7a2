using System.Globalization;

namespace Commerce.Media.Tests.Clips;

/// <summary>Running programs as Linux tells of them.</summary>
internal static class Processes
{
    /// <summary>Ids of the programs that were given an argument holding these words.</summary>
    internal static List<int> Naming(string words)
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Ignore("Only Linux tells the arguments of other programs.");
        }
        return [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture))
            .Where(id => id != Environment.ProcessId && Arguments(id).Contains(words, StringComparison.Ordinal))];
    }

    private static string Arguments(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline");
        }
        catch (IOException)
        {
            return "";
        }
    }
}
