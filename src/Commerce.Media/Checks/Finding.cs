namespace Commerce.Media.Checks;

/// <summary>One thing that was looked at.</summary>
/// <param name="Rule">For example <c>length</c>.</param>
/// <param name="Passed">Whether it is as it should be.</param>
/// <param name="Required">Whether the platform refuses or spoils a video that fails; otherwise it is advice.</param>
/// <param name="Measured">What was found.</param>
/// <param name="Limit">What is asked for.</param>
/// <param name="Words">What to do, in a sentence; empty when it passed.</param>
/// <param name="Fix">The tool that does it.</param>
public sealed record Finding(string Rule, bool Passed, bool Required, string Measured, string Limit, string Words, FixIt Fix);
