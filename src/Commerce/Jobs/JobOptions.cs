using System.ComponentModel.DataAnnotations;

namespace Commerce.Jobs;

public sealed class JobOptions
{
    public const string Section = "Jobs";

    /// <summary>Lanes of one process: how many groups of rows it works on at once. Rendering fills a core, so the default follows the cores.</summary>
    [Range(1, 256)]
    public int WorkerThreads { get; set; } = Math.Max(4, Environment.ProcessorCount * 2);

    /// <summary>How long a claimed row stays ours without a sign of life, in seconds. After a crash the row waits this long.</summary>
    [Range(2, 600)]
    public int LeaseSeconds { get; set; } = 15;

    /// <summary>How often a process looks for stores with due rows, in seconds; the net under every lost wake-up.</summary>
    [Range(1, 600)]
    public int SweepSeconds { get; set; } = 5;

    /// <summary>How long rows that are being worked on may go on when the process is asked to stop, in seconds; then they are given back.</summary>
    [Range(0, 25)]
    public int GraceSeconds { get; set; } = 10;
}
