using System.Diagnostics;

namespace Commerce.Workbench.Processes;

/// <summary>A process this run started. It is only ever addressed through its own id while it is known to live.</summary>
public sealed class ChildProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly Process process;
    private readonly int stopSignal;
    private readonly Queue<string> lastLines = new();
    private readonly Lock gate = new();
    private StreamWriter? log;
    private bool disposed;

    internal ChildProcess(string name, Process process, int stopSignal)
    {
        Name = name;
        this.process = process;
        this.stopSignal = stopSignal;
        process.StandardInput.Close();
    }

    /// <summary>Raised for each line the process writes, from either of its streams.</summary>
    public event Action<string>? LineWritten;

    public string Name { get; }
    public int Id => process.Id;
    public bool HasExited => process.HasExited;
    public int ExitCode => process.ExitCode;

    /// <summary>The newest lines it wrote, for the sentence that explains why it ended.</summary>
    public IReadOnlyList<string> LastLines
    {
        get
        {
            lock (gate)
            {
                return [.. lastLines];
            }
        }
    }

    /// <summary>Begins to take its lines, after the listeners are in place, and adds them to a file.</summary>
    public void BeginReading(string logFile)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(logFile)!);
        log = new StreamWriter(logFile, append: true) { AutoFlush = true };
        process.OutputDataReceived += (_, line) => Receive(line.Data);
        process.ErrorDataReceived += (_, line) => Receive(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Task WaitForExitAsync(CancellationToken ct) => process.WaitForExitAsync(ct);

    /// <summary>Asks the process to end, and kills it when it has not within ten seconds.</summary>
    public async Task StopAsync()
    {
        if (process.HasExited)
        {
            return;
        }
        Unix.Signal(process.Id, stopSignal);
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            KillNow();
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    /// <summary>Ends the process at once, as a crash would.</summary>
    public void KillNow()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Stops it; whoever started it and the group it belongs to may both do so.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed)
        {
            return;
        }
        await StopAsync();
        disposed = true;
        process.Dispose();
        lock (gate)
        {
            log?.Dispose();
            log = null;
        }
    }

    internal void EndNow()
    {
        if (disposed || process.HasExited)
        {
            return;
        }
        Unix.Signal(process.Id, stopSignal);
        if (!process.WaitForExit(Patience))
        {
            KillNow();
        }
    }

    private void Receive(string? line)
    {
        if (line is null)
        {
            return;
        }
        lock (gate)
        {
            lastLines.Enqueue(line);
            if (lastLines.Count > 20)
            {
                lastLines.Dequeue();
            }
            log?.WriteLine(line);
        }
        LineWritten?.Invoke(line);
    }
}
