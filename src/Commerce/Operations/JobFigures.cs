namespace Commerce.Operations;

/// <summary>A process that takes part in scheduling jobs.</summary>
/// <param name="LastSeen">Its last sign of life.</param>
public sealed record JobProcess(string Name, DateTimeOffset LastSeen);

/// <summary>How one kind of job ran in the last day.</summary>
/// <param name="Name">The job, the same for every store.</param>
/// <param name="MeanMilliseconds">Average run time.</param>
/// <param name="LastError">Of the newest failure.</param>
public sealed record JobFigures(string Name, long Runs, long Failures, double MeanMilliseconds, DateTimeOffset LastFired, string? LastError);

/// <summary>A recurring job of the installation and when it fires next.</summary>
/// <param name="State">As the engine calls it: waiting, acquired, error and so on.</param>
public sealed record PlannedJob(string Name, DateTimeOffset? NextFire, string State);
