namespace Commerce.Providers;

/// <summary>A provider refused or failed.</summary>
/// <param name="code">A stable machine code.</param>
/// <param name="message">One sentence a person can act on.</param>
/// <param name="retryable">Whether the same order may work later.</param>
/// <param name="inner">The cause, when there is one.</param>
public sealed class ProviderException(string code, string message, bool retryable, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>A stable machine code.</summary>
    public string Code { get; } = code;

    /// <summary>Whether the same order may work later.</summary>
    public bool Retryable { get; } = retryable;

    /// <summary>How long the provider asks to be left alone; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
