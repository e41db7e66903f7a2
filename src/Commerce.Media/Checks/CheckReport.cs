namespace Commerce.Media.Checks;

/// <summary>A video held against a platform's rules.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="Findings">All that was looked at, good or bad.</param>
public sealed record CheckReport(string Platform, IReadOnlyList<Finding> Findings)
{
    /// <summary>Whether everything that is required is met.</summary>
    public bool Passed => Findings.All(finding => finding.Passed || !finding.Required);
}
