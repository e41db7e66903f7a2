using System.Globalization;

namespace Commerce.Media.Compose;

/// <summary>An amount of money as people read it, the same on every machine.</summary>
public static class MoneyText
{
    // Only signs that cannot be taken for another currency's; all others are written with their code.
    private static readonly Dictionary<string, string> Signs = new(StringComparer.OrdinalIgnoreCase)
    {
        ["USD"] = "$", ["EUR"] = "€", ["GBP"] = "£", ["JPY"] = "¥", ["INR"] = "₹", ["KRW"] = "₩", ["VND"] = "₫", ["ILS"] = "₪", ["UAH"] = "₴",
        ["TRY"] = "₺", ["NGN"] = "₦", ["PHP"] = "₱", ["THB"] = "฿", ["KZT"] = "₸", ["GEL"] = "₾",
        ["CAD"] = "CA$", ["AUD"] = "A$", ["NZD"] = "NZ$", ["HKD"] = "HK$", ["SGD"] = "S$", ["MXN"] = "MX$", ["BRL"] = "R$", ["TWD"] = "NT$",
    };

    private static readonly HashSet<string> WithoutCents = new(StringComparer.OrdinalIgnoreCase)
    {
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
    };

    private static readonly HashSet<string> WithThousandths = new(StringComparer.OrdinalIgnoreCase) { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" };

    /// <summary>The amount with its sign, or with its code where no sign is its own: $1,299.50, ¥12,800, CHF 49.00.</summary>
    /// <param name="amount">In the currency's main unit.</param>
    /// <param name="currency">ISO 4217 code.</param>
    public static string Write(decimal amount, string currency)
    {
        var places = WithoutCents.Contains(currency) ? "N0" : WithThousandths.Contains(currency) ? "N3" : "N2";
        var figures = amount.ToString(places, CultureInfo.InvariantCulture);
        return Signs.TryGetValue(currency, out var sign) ? sign + figures : $"{currency.ToUpperInvariant()}\u00a0{figures}";
    }
}
