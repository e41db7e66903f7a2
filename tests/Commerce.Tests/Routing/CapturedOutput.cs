using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Commerce.Tests.Routing;

/// <summary>Everything that is said in logs, at every level with its scopes and errors, and in traces of every source.</summary>
internal sealed class CapturedOutput : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> said = new();
    private readonly ActivityListener listener;

    private CapturedOutput()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => said.Enqueue($"{activity.OperationName} {activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)} "
                + string.Join(' ', activity.Events.Select(happened => $"{happened.Name} {string.Join(' ', happened.Tags)}"))),
        };
        ActivitySource.AddActivityListener(listener);
    }

    public static CapturedOutput Begin() => new();

    public IReadOnlyCollection<string> Said => said;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        said.Enqueue($"{state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        said.Enqueue($"{formatter(state, exception)} {state} {exception}");

    public void Dispose() => listener.Dispose();
}
