namespace Commerce.Routing;

/// <summary>Money of vendors in tables: whole millionths of a US dollar, for single results cost parts of a cent.</summary>
public static class Micros
{
    /// <summary>How many make a dollar.</summary>
    public const decimal InDollar = 1_000_000;

    /// <summary>What is below a millionth is dropped.</summary>
    public static long Of(decimal usd) => (long)(usd * InDollar);

    public static decimal Usd(long micros) => micros / InDollar;
}
