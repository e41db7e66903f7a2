using Commerce.Media.Compose;

namespace Commerce.Media.Video;

/// <summary>A price as films show it.</summary>
/// <param name="Now">What is paid, with its currency.</param>
/// <param name="Before">What was paid before, when it was more.</param>
/// <param name="PercentOff">The saving in whole per cent, rounded down; 0 without one.</param>
public sealed record PriceWords(string Now, string? Before, int PercentOff)
{
    /// <summary>Words for an amount.</summary>
    /// <param name="amount">In the currency's main unit.</param>
    /// <param name="compareAt">What it cost before; ignored unless it is more.</param>
    /// <param name="currency">ISO 4217 code.</param>
    public static PriceWords Of(decimal amount, decimal? compareAt, string currency)
    {
        var before = compareAt > amount ? compareAt : null;
        return new PriceWords(MoneyText.Write(amount, currency), before is null ? null : MoneyText.Write(before.Value, currency), before is null ? 0 : (int)((before.Value - amount) * 100 / before.Value));
    }
}
