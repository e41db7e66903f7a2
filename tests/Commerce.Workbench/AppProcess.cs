using System.Diagnostics;
using System.Net;
using Commerce.Workbench.Processes;

namespace Commerce.Workbench;

/// <summary>The app, running: pages, background jobs, or both.</summary>
public sealed class AppProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan ShortLife = TimeSpan.FromSeconds(3);
    private const int MostShortLives = 5;
    private readonly ProcessGroup group;
    private readonly AppOptions options;
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ChildProcess process;
    private volatile bool stopping;
    private int restarts;
    private int shortLives;

    private AppProcess(ProcessGroup group, AppOptions options)
    {
        this.group = group;
        this.options = options;
        process = Launch();
    }

    /// <summary>Raised for each line that reports an error.</summary>
    public event Action<string>? ProblemWritten;

    public Uri Address => options.Address;
    public int ProcessId => process.Id;

    /// <summary>How often it died and was started again.</summary>
    public int Restarts => restarts;

    /// <summary>Ends when the app has gone for good.</summary>
    public Task Ended => ended.Task;

    /// <summary>Starts the app and waits until it says that it is ready for requests.</summary>
    public static async Task<AppProcess> StartAsync(ProcessGroup group, AppOptions options, CancellationToken ct)
    {
        var app = new AppProcess(group, options);
        await app.WaitUntilReadyAsync(ct);
        return app;
    }

    /// <summary>Waits for <c>/health/ready</c>, for example after a restart.</summary>
    public async Task WaitUntilReadyAsync(CancellationToken ct)
    {
        using var client = new HttpClient { BaseAddress = Address };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            while (!await IsReadyAsync(client, patience.Token))
            {
                if (ended.Task.IsCompleted)
                {
                    throw NotStarting();
                }
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, patience.Token);
            }
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw NotStarting();
        }
    }

    /// <summary>Kills the process as a crash would. With <see cref="AppOptions.RestartsOnDeath"/> it comes back.</summary>
    public void Kill() => process.KillNow();

    public Task StopAsync()
    {
        stopping = true;
        return process.StopAsync();
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, CancellationToken ct)
    {
        try
        {
            using var response = await client.GetAsync(new Uri("health/ready", UriKind.Relative), ct);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private ChildProcess Launch()
    {
        var child = group.Start(options.Command());
        child.LineWritten += line =>
        {
            if (line.Contains(" fail: ", StringComparison.Ordinal) || line.Contains(" crit: ", StringComparison.Ordinal))
            {
                ProblemWritten?.Invoke(line);
            }
        };
        child.BeginReading(options.LogFile);
        _ = WatchAsync(child);
        return child;
    }

    private async Task WatchAsync(ChildProcess child)
    {
        var started = Stopwatch.GetTimestamp();
        await child.WaitForExitAsync(CancellationToken.None);
        // One that cannot even start would otherwise be started for ever.
        shortLives = Stopwatch.GetElapsedTime(started) < ShortLife ? shortLives + 1 : 0;
        if (stopping || !options.RestartsOnDeath || group.IsEnding || shortLives == MostShortLives)
        {
            ended.TrySetResult();
            return;
        }
        Interlocked.Increment(ref restarts);
        process = Launch();
    }

    private ProblemException NotStarting() =>
        new($"{options.Command().Name} does not become ready. Its log is {options.LogFile}; its last lines:\n{string.Join('\n', process.LastLines)}");
}
