using System.Globalization;

namespace Commerce.Providers.Callbacks;

/// <summary>How far a callback's time may be from ours.</summary>
public static class CallbackWindow
{
    /// <summary>Five minutes in either direction.</summary>
    public static TimeSpan Width { get; } = TimeSpan.FromMinutes(5);

    // Digits only: a fraction, a sign or white space has no agreed meaning.
    internal static bool Holds(string seconds, DateTimeOffset now) =>
        seconds.Length <= 16
        && long.TryParse(seconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && Math.Abs(now.ToUnixTimeSeconds() - at) <= (long)Width.TotalSeconds;
}
