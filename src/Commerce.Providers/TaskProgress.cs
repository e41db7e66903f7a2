namespace Commerce.Providers;

/// <summary>How a submitted task is doing.</summary>
public abstract record TaskProgress
{
    private TaskProgress()
    {
    }

    /// <summary>Not finished; ask again after the given time.</summary>
    public sealed record Running(TimeSpan RetryAfter) : TaskProgress;

    /// <summary>Finished; the result can be fetched.</summary>
    public sealed record Ready : TaskProgress;

    /// <summary>Finished without a result.</summary>
    /// <param name="Code">A stable machine code.</param>
    /// <param name="Message">One sentence a person can act on.</param>
    /// <param name="Retryable">Whether the same order may work later.</param>
    public sealed record Failed(string Code, string Message, bool Retryable) : TaskProgress
    {
        /// <summary>How long the provider asks to be left alone; null when it does not say.</summary>
        public TimeSpan? RetryAfter { get; init; }
    }
}
