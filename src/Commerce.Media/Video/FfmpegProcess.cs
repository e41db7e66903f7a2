using System.Diagnostics;
using System.Globalization;

namespace Commerce.Media.Video;

/// <summary>
/// Runs ffmpeg or ffprobe as a confined child: arguments as a list, a clean environment, only the files they name and no
/// network, limits on time, processor, memory and what is written, and nothing left running when the caller gives up.
/// </summary>
internal static class FfmpegProcess
{
    // 128 and the number of the signal that ends a program which writes more than it may.
    private const int FileTooLarge = 128 + 25;

    private static readonly string? Limiter = OperatingSystem.IsLinux() ? FfmpegTools.OnSearchPath("prlimit") : null;

    /// <summary>Runs one program to its end.</summary>
    /// <param name="program">Absolute path.</param>
    /// <param name="arguments">One item per argument; no shell reads them.</param>
    /// <param name="limits">What the run may use.</param>
    /// <param name="feed">Writes the program's input, or null when it reads none.</param>
    /// <param name="heard">Called with what the program writes to its output stream as it comes, which is then not kept.</param>
    /// <returns>What the program wrote to its output stream.</returns>
    /// <exception cref="MediaException"><c>ffmpeg-missing</c>, <c>ffmpeg-failed</c>, <c>ffmpeg-too-slow</c>, <c>ffmpeg-output-too-large</c>.</exception>
    internal static async Task<byte[]> RunAsync(
        string program, IEnumerable<string> arguments, FfmpegLimits limits, Func<Stream, CancellationToken, Task>? feed, CancellationToken cancellation,
        Action<ReadOnlySpan<byte>>? heard = null)
    {
        using var deadline = new CancellationTokenSource(limits.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        var words = arguments.ToList();
        using var process = Confinement.Within(FfmpegReach.Of(program, words), () => Start(program, words, limits, feed is not null));
        try
        {
            return await FinishAsync(process, limits, feed, heard, either.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new MediaException("ffmpeg-too-slow", $"The video program took longer than {limits.Time.TotalSeconds:0} seconds and was stopped.");
        }
        finally
        {
            await EndAsync(process);
        }
    }

    private static async Task<byte[]> FinishAsync(
        Process process, FfmpegLimits limits, Func<Stream, CancellationToken, Task>? feed, Action<ReadOnlySpan<byte>>? heard, CancellationToken cancellation)
    {
        var complaints = StreamTail.ReadAsync(process.StandardError.BaseStream, cancellation);
        var output = ReadAsync(process.StandardOutput.BaseStream, limits.OutputBytes, heard, cancellation);
        var broken = feed is null ? null : await FeedAsync(process, feed, cancellation);
        var bytes = await output;
        var tail = await complaints;
        await process.WaitForExitAsync(cancellation);
        if (process.ExitCode == FileTooLarge)
        {
            throw TooMuch();
        }
        if (process.ExitCode != 0 || broken is not null)
        {
            throw new MediaException("ffmpeg-failed", "The video program could not finish its work.", new InvalidOperationException(tail, broken));
        }
        return bytes;
    }

    private static Process Start(string program, IReadOnlyList<string> arguments, FfmpegLimits limits, bool feeds)
    {
        var start = new ProcessStartInfo(Limiter ?? program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (Limiter is not null)
        {
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"--cpu={limits.ProcessorSeconds}"));
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"--as={limits.MemoryBytes}"));
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"--fsize={limits.FileBytes}"));
            start.ArgumentList.Add("--core=0");
            start.ArgumentList.Add(program);
        }
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        // The parent's environment holds connection strings and keys, which a parser of hostile files has no use for.
        start.Environment.Clear();
        start.Environment["PATH"] = "/usr/local/bin:/usr/bin:/bin";
        start.Environment["LC_ALL"] = "C";
        try
        {
            var process = Process.Start(start)!;
            if (!feeds)
            {
                process.StandardInput.Close();
            }
            return process;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new MediaException("ffmpeg-missing", "The video program could not be started. Install the package ffmpeg, or set Media:Ffmpeg to its path.", error);
        }
    }

    private static async Task<IOException?> FeedAsync(Process process, Func<Stream, CancellationToken, Task> feed, CancellationToken cancellation)
    {
        try
        {
            await feed(process.StandardInput.BaseStream, cancellation);
            process.StandardInput.Close();
            return null;
        }
        catch (IOException error)
        {
            // The program ended before it read everything; its own complaint says why.
            return error;
        }
    }

    private static async Task<byte[]> ReadAsync(Stream stream, long most, Action<ReadOnlySpan<byte>>? heard, CancellationToken cancellation)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (heard is not null)
            {
                heard(buffer.AsSpan(0, read));
                continue;
            }
            kept.Write(buffer, 0, read);
            if (kept.Length > most)
            {
                throw TooMuch();
            }
        }
        return kept.ToArray();
    }

    private static MediaException TooMuch() => new("ffmpeg-output-too-large", "The video program wrote more than it should and was stopped.");

    private static async Task EndAsync(Process process)
    {
        if (process.HasExited)
        {
            return;
        }
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }
}
