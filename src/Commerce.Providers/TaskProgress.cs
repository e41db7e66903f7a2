namespace Commerce.Providers;

public abstract record TaskProgress
{
    private TaskProgress()
    {
    }

    public sealed record Running(TimeSpan RetryAfter) : TaskProgress;

    public sealed record Ready : TaskProgress;

    public sealed record Failed(string Code, string Message, bool Retryable) : TaskProgress;
}
