using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Commerce.Shopify.Admin;

/// <summary>Traces and figures of this library; names, shops, counts and times only.</summary>
public static class ShopifyTelemetry
{
    /// <summary>Name of the activity source and of the meter.</summary>
    public const string Name = "Commerce.Shopify";

    private static readonly Meter Meter = new(Name);

    internal static readonly ActivitySource Source = new(Name);

    internal static readonly Histogram<double> Duration = Meter.CreateHistogram<double>("shopify.admin.duration", "s", "Time of one Admin API attempt");

    internal static readonly Histogram<double> Wait = Meter.CreateHistogram<double>("shopify.admin.wait", "s", "Time a call waited for its turn in the shop's budget");

    internal static readonly Counter<double> Cost = Meter.CreateCounter<double>("shopify.admin.cost", "{point}", "Points really charged");

    internal static readonly Counter<long> OtherVersions = Meter.CreateCounter<long>("shopify.admin.other_versions", "{request}", "Answers of another API version than was asked for");

    internal static readonly Counter<long> Failures = Meter.CreateCounter<long>("shopify.admin.failures", "{request}", "Attempts that failed, by kind");
}
