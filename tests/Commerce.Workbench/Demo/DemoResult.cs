using System.Text.Json.Serialization;

namespace Commerce.Workbench.Demo;

/// <summary>The totals of a demo, as its last line says them.</summary>
public sealed record DemoResult(
    int Products, RowCounts Generations, int Assets, int Published, bool RevertedExactly, bool LedgerBalanced, double Seconds)
{
    /// <summary>The AI vendor's part; null when everything was made on this machine.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DemoShare? Provider { get; init; }

    /// <summary>Every row ended, everything delivered was published, taken back exactly, every credit is accounted for, and no vendor sold anything twice.</summary>
    [JsonIgnore]
    public bool Succeeded => Assets > 0 && Generations.Done == Assets && Published == Assets && RevertedExactly && LedgerBalanced && Provider is not { BoughtTwice: > 0 };
}

/// <summary>How the requested rows ended.</summary>
public sealed record RowCounts(int Done, int Failed, int Cancelled);
