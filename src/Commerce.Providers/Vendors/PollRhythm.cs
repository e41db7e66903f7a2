namespace Commerce.Providers.Vendors;

/// <summary>How often a vendor wants to be asked about a task.</summary>
/// <param name="Floor">Never sooner than this.</param>
/// <param name="GiveUp">A task older than this is not waited for any more.</param>
/// <param name="Steps">The wait at ages up to a limit, rising; the last one holds from there on.</param>
public sealed record PollRhythm(TimeSpan Floor, TimeSpan GiveUp, params IReadOnlyList<(TimeSpan UpTo, TimeSpan Wait)> Steps)
{
    /// <summary>The time to wait until the next question.</summary>
    /// <param name="age">How long ago the task was taken.</param>
    /// <param name="dice">0 to 1; spreads questions by up to a quarter, upwards only.</param>
    public TimeSpan Next(TimeSpan age, double dice)
    {
        var wait = Steps.FirstOrDefault(step => age < step.UpTo, Steps[^1]).Wait * (1 + Math.Clamp(dice, 0, 1) / 4);
        return wait > Floor ? wait : Floor;
    }
}
