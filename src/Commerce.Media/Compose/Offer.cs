namespace Commerce.Media.Compose;

/// <summary>What a sale picture may say: true figures and the owner's own words, and nothing else.</summary>
/// <param name="Price">What the product costs; null when it is not to be shown.</param>
/// <param name="CompareAt">What it cost before; shown only when it is more than the price.</param>
/// <param name="Currency">ISO 4217 code of both.</param>
/// <param name="Words">The owner's own words, printed as written; null for none.</param>
public sealed record Offer(decimal? Price, decimal? CompareAt, string? Currency, string? Words)
{
    /// <summary>Whether there is anything to say.</summary>
    public bool Says => Price is > 0 && Currency is { Length: > 0 } || !string.IsNullOrWhiteSpace(Words);

    internal string? Now => Price is > 0 and { } price && Currency is { Length: > 0 } ? MoneyText.Write(price, Currency) : null;

    internal string? Before => Now is not null && CompareAt > Price ? MoneyText.Write(CompareAt.Value, Currency!) : null;

    /// <summary>How much less it costs, in whole per cent, never rounded up; null when that is not at least one.</summary>
    internal int? PercentOff => Before is not null && (int)Math.Floor((CompareAt!.Value - Price!.Value) / CompareAt.Value * 100) is >= 1 and var percent ? percent : null;
}
