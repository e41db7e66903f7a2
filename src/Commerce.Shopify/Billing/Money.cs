using System.Globalization;

namespace Commerce.Shopify.Billing;

/// <summary>An amount in the smallest unit of its currency, so that sums never meet a fraction.</summary>
/// <param name="Minor">Cents for most currencies; whole yen or won where there is nothing smaller.</param>
/// <param name="Currency">ISO 4217 code.</param>
public readonly record struct Money(long Minor, string Currency)
{
    /// <summary>The amount as people and Shopify write it.</summary>
    public decimal Amount => Minor / (decimal)UnitsOf(Currency);

    /// <summary>An amount as Shopify writes it, rounded to the nearest smallest unit.</summary>
    public static Money Of(decimal amount, string currency) => new((long)Math.Round(amount * UnitsOf(currency), MidpointRounding.AwayFromZero), currency);

    /// <summary>Amount and code, such as <c>14.90 USD</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Decimals} {Currency}");

    /// <summary>The amount as <c>Decimal</c> inputs take it.</summary>
    internal string Decimals => Amount.ToString(UnitsOf(Currency) == 1 ? "0" : "0.00", CultureInfo.InvariantCulture);

    private static int UnitsOf(string currency) => currency is "JPY" or "KRW" or "VND" or "CLP" or "ISK" or "XAF" or "XOF" or "PYG" or "UGX" ? 1 : 100;
}
