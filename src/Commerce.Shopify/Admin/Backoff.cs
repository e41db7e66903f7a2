using Polly;
using Polly.Retry;

namespace Commerce.Shopify.Admin;

/// <summary>How long to wait before asking Shopify again: exponential with full jitter, or what Shopify asked for plus jitter.</summary>
/// <param name="time">The clock that waits.</param>
/// <param name="jitter">Gives numbers in [0, 1); safe for use by many threads.</param>
public sealed class Backoff(TimeProvider time, Func<double> jitter)
{
    /// <summary>Further attempts after the first.</summary>
    public const int Retries = 4;

    /// <summary>Longest single wait; a longer one demanded by Shopify is handed to the caller instead of being slept through.</summary>
    public static readonly TimeSpan Ceiling = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(400);

    /// <summary>
    /// A pipeline that tries again while <paramref name="wait"/> gives a duration for the failure: zero to back off
    /// exponentially, more to wait at least that long, null to give up.
    /// </summary>
    public ResiliencePipeline Pipeline(Func<Exception, TimeSpan?> wait) =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = Retries,
                ShouldHandle = args => ValueTask.FromResult(args.Outcome.Exception is { } failure && wait(failure) <= Ceiling),
                DelayGenerator = args => ValueTask.FromResult<TimeSpan?>(Delay(args.AttemptNumber, wait(args.Outcome.Exception!) ?? TimeSpan.Zero)),
            })
            .Build();

    /// <summary>The wait before attempt <paramref name="attempt"/> + 1 (zero-based), never below <paramref name="least"/>.</summary>
    public TimeSpan Delay(int attempt, TimeSpan least)
    {
        var exponential = TimeSpan.FromTicks(Math.Min(Ceiling.Ticks, First.Ticks << Math.Min(attempt, 16)));
        return least + (exponential * jitter());
    }
}
