using System.Globalization;

namespace Commerce.Media.Captions;

/// <summary>Times as caption files write them.</summary>
internal static class CaptionClock
{
    internal static string Write(TimeSpan time, char decimals)
    {
        var milliseconds = (long)Math.Round(Math.Max(0, time.TotalMilliseconds));
        return string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 3_600_000:00}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00}{decimals}{milliseconds % 1000:000}");
    }

    /// <summary>Reads hours, where there are any, minutes, seconds and thousandths, after a comma or a point.</summary>
    internal static bool TryRead(ReadOnlySpan<char> text, out TimeSpan time)
    {
        time = default;
        var seconds = 0.0;
        var count = 0;
        Span<char> digits = stackalloc char[12];
        foreach (var part in text.Trim().Split(':'))
        {
            var written = text.Trim()[part];
            if (++count > 3 || written.Length is 0 or > 12)
            {
                return false;
            }
            written.Replace(digits, ',', '.');
            if (!double.TryParse(digits[..written.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            {
                return false;
            }
            seconds = seconds * 60 + number;
        }
        if (count < 2 || seconds > 24 * 3600)
        {
            return false;
        }
        time = TimeSpan.FromMilliseconds(Math.Round(seconds * 1000));
        return true;
    }
}
