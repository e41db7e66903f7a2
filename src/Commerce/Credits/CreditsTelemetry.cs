using System.Diagnostics.Metrics;

namespace Commerce.Credits;

/// <summary>Figures of the ledger; never by store.</summary>
public static class CreditsTelemetry
{
    public const string Name = "Commerce.Credits";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Checks = Meter.CreateCounter<long>("ledger.checks", "{check}");
    private static readonly Counter<long> Faults = Meter.CreateCounter<long>("ledger.faults", "{fault}");

    internal static void Count(LedgerCheck check)
    {
        Checks.Add(1);
        Faults.Add(check.Faults.Count);
    }
}
