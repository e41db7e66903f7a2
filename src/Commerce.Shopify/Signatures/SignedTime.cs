using System.Globalization;

namespace Commerce.Shopify.Signatures;

/// <summary>The <c>timestamp</c> parameter of signed queries: Unix seconds, at most 90 from now in either direction.</summary>
internal static class SignedTime
{
    public const string Parameter = "timestamp";

    private const long ToleranceSeconds = 90;

    // Digits only: a fraction, a sign or white space has no agreed meaning. Sixteen of them cannot overflow what follows.
    public static bool IsNear(string text, DateTimeOffset now) =>
        text.Length <= 16
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
        && Math.Abs(now.ToUnixTimeSeconds() - seconds) <= ToleranceSeconds;
}
