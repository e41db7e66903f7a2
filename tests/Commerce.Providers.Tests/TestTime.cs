namespace Commerce.Providers.Tests;

/// <summary>A clock that stands still.</summary>
internal sealed class TestTime(DateTimeOffset now) : TimeProvider
{
    public static TestTime Now { get; } = new(new DateTimeOffset(2026, 11, 26, 12, 0, 0, TimeSpan.Zero));

    public override DateTimeOffset GetUtcNow() => now;
}
