namespace Commerce.Operations;

/// <summary>A process that takes part in scheduling jobs.</summary>
/// <param name="LastSeen">Its last sign of life.</param>
public sealed record JobProcess(string Name, DateTimeOffset LastSeen);

/// <summary>How one kind of job ran in the last day, and how often it failed in the last week.</summary>
/// <param name="Name">The job, the same for every store.</param>
/// <param name="Runs">Of the last day; 0 when only older failures are remembered.</param>
/// <param name="Failures">Those of them that failed.</param>
/// <param name="WeekFailures">All that failed in the last week.</param>
/// <param name="MeanMilliseconds">Average run time of the last day; null without a run.</param>
/// <param name="LastFired">The newest run that is remembered.</param>
/// <param name="LastError">Of the newest failure.</param>
public sealed record JobFigures(string Name, long Runs, long Failures, long WeekFailures, double? MeanMilliseconds, DateTimeOffset LastFired, string? LastError);

/// <summary>A recurring job of the installation and when it fires next.</summary>
/// <param name="State">As the engine calls it: waiting, acquired, error and so on.</param>
public sealed record PlannedJob(string Name, DateTimeOffset? NextFire, string State);
