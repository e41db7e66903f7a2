using System.Globalization;
using System.Text.RegularExpressions;

namespace Commerce.Workbench.Suites;

/// <summary>Reads the totals at the end of what <c>node --test</c> prints.</summary>
public static partial class NodeTotals
{
    public static SuiteResult Read(string name, IEnumerable<string> lines)
    {
        var totals = new Dictionary<string, int>(StringComparer.Ordinal);
        var failures = new List<string>();
        foreach (var line in lines)
        {
            if (Total().Match(line) is { Success: true } total)
            {
                totals[total.Groups[1].Value] = int.Parse(total.Groups[2].Value, CultureInfo.InvariantCulture);
            }
            else if (Failure().Match(line) is { Success: true } failure && !failures.Contains(failure.Groups[1].Value))
            {
                failures.Add(failure.Groups[1].Value);
            }
        }
        return new SuiteResult(
            name,
            totals.GetValueOrDefault("pass"),
            totals.GetValueOrDefault("fail") + totals.GetValueOrDefault("cancelled"),
            totals.GetValueOrDefault("skipped") + totals.GetValueOrDefault("todo"),
            failures);
    }

    [GeneratedRegex("^(?:#|ℹ) (pass|fail|cancelled|skipped|todo) ([0-9]+)$")]
    private static partial Regex Total();

    [GeneratedRegex(@"^\s*(?:not ok [0-9]+ - |✖ )(.+)$")]
    private static partial Regex Failure();
}
