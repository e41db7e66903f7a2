namespace Commerce.Vitals;

/// <summary>
/// What three of four visits must stay within over 28 days. Source: shopify.dev, Built for Shopify requirements, admin performance.
/// </summary>
public static class VitalsGoals
{
    /// <summary>Milliseconds.</summary>
    public const double Lcp = 2500;

    /// <summary>A score without unit.</summary>
    public const double Cls = 0.1;

    /// <summary>Milliseconds.</summary>
    public const double Inp = 200;

    /// <summary>Samples below which a figure says little.</summary>
    public const int EnoughSamples = 100;

    /// <summary>How far the figures look back, and how long they are kept.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(28);
}
