namespace Commerce.Workbench.Suites;

/// <summary>The totals of one suite, and the names of what failed in it.</summary>
public sealed record SuiteResult(string Name, int Passed, int Failed, int Skipped, IReadOnlyList<string> Failures)
{
    /// <summary>
    /// A suite that ended badly counts as one failure even when no test says so, for example after a crash; the lines it
    /// wrote last tell why, and which test stood still.
    /// </summary>
    public SuiteResult WithExitCode(int exitCode, params IReadOnlyList<string> lastLines) => exitCode == 0 || Failed > 0
        ? this
        : this with { Failed = 1, Failures = [.. Failures, string.Join('\n', [$"{Name} ended with exit code {exitCode} and no failed test", .. lastLines])] };

    public static string Totals(IReadOnlyCollection<SuiteResult> results) =>
        $"{results.Sum(result => result.Passed)} passed, {results.Sum(result => result.Failed)} failed, {results.Sum(result => result.Skipped)} skipped";

    /// <summary>0 when something ran and nothing failed.</summary>
    public static int ExitCode(IReadOnlyCollection<SuiteResult> results) =>
        results.Any(result => result.Failed > 0) || results.All(result => result.Passed == 0) ? 1 : 0;
}
