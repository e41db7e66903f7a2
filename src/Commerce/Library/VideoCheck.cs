using Commerce.Media.Checks;

namespace Commerce.Library;

/// <summary>How a video stands to one platform's rules.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="Passed">Whether the platform takes it as it is.</param>
/// <param name="Findings">What does not fit: what the platform refuses, and what is only advice.</param>
public sealed record VideoCheck(string Platform, bool Passed, IReadOnlyList<Finding> Findings);
