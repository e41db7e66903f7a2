namespace Commerce.Media.Video;

/// <summary>What one ffmpeg run may use.</summary>
/// <param name="Time">Wall clock time.</param>
/// <param name="ProcessorSeconds">Processor time over all threads, enforced by the system where it can be.</param>
/// <param name="MemoryBytes">Address space, enforced by the system where it can be.</param>
/// <param name="OutputBytes">Bytes the program may write to its output stream.</param>
/// <param name="FileBytes">Bytes the program may write to one file, enforced by the system where it can be.</param>
internal sealed record FfmpegLimits(TimeSpan Time, int ProcessorSeconds, long MemoryBytes, long OutputBytes, long FileBytes = 1L << 30)
{
    internal static FfmpegLimits Reading { get; } = new(TimeSpan.FromSeconds(20), 10, 2L << 30, 1 << 20, 0);

    internal static FfmpegLimits Encoding { get; } = new(TimeSpan.FromMinutes(6), 300, 4L << 30, 64 << 20);

    /// <summary>Decoding a whole clip to look at it; what is told about each tenth of a second comes out as text.</summary>
    internal static FfmpegLimits Looking { get; } = Encoding with { OutputBytes = 16 << 20, FileBytes = 0 };
}
