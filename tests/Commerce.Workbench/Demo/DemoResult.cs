using System.Text.Json.Serialization;

namespace Commerce.Workbench.Demo;

/// <summary>The totals of a demo, as its last line says them.</summary>
public sealed record DemoResult(
    int Products, RowCounts Generations, int Assets, int Published, bool RevertedExactly, bool LedgerBalanced, double Seconds)
{
    /// <summary>Every row ended, everything delivered was published, taken back exactly, and every credit is accounted for.</summary>
    [JsonIgnore]
    public bool Succeeded => Assets > 0 && Generations.Done == Assets && Published == Assets && RevertedExactly && LedgerBalanced;
}

/// <summary>How the requested rows ended.</summary>
public sealed record RowCounts(int Done, int Failed, int Cancelled);
