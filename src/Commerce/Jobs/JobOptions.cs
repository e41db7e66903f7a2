using System.ComponentModel.DataAnnotations;

namespace Commerce.Jobs;

public sealed class JobOptions
{
    public const string Section = "Jobs";

    /// <summary>Lanes of one store: how many of its rows advance at once in the whole cluster.</summary>
    [Range(1, 64)]
    public int LanesPerStore { get; set; } = 2;

    /// <summary>Jobs one process runs at once. Rendering fills a core, so the default follows the cores.</summary>
    [Range(1, 256)]
    public int WorkerThreads { get; set; } = Math.Max(4, Environment.ProcessorCount * 2);

    /// <summary>How long one firing of a lane works before it lets other stores have the thread, in seconds.</summary>
    [Range(1, 600)]
    public int LaneBudgetSeconds { get; set; } = 15;

    /// <summary>How long a claimed row stays ours without a sign of life, in seconds. After a crash the row waits this long.</summary>
    [Range(2, 600)]
    public int LeaseSeconds { get; set; } = 15;

    /// <summary>How often stores with due rows are looked for, in seconds; the net under every lost wake-up.</summary>
    [Range(1, 600)]
    public int SweepSeconds { get; set; } = 5;
}
