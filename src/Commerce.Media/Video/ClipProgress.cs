namespace Commerce.Media.Video;

/// <summary>How far the work on a clip is.</summary>
/// <param name="Percent">0 to 100; never falls within one piece of work.</param>
/// <param name="Left">Time left for the step under way at its present speed, or null while the speed is not known.</param>
public sealed record ClipProgress(double Percent, TimeSpan? Left);
