namespace Commerce.Providers;

/// <summary>What a product costs.</summary>
/// <param name="Amount">In the currency's main unit.</param>
/// <param name="CompareAt">What it cost before, when the shop says so.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record ProductPrice(decimal Amount, decimal? CompareAt, string Currency);
