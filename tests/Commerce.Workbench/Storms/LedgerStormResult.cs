namespace Commerce.Workbench.Storms;

/// <summary>What is left of a storm.</summary>
/// <param name="Operations">Operations submitted and answered.</param>
/// <param name="Refused">Transactions refused for lack of credits.</param>
/// <param name="Faults">Transactions that failed and were submitted again.</param>
/// <param name="Cuts">Connections cut by the server.</param>
/// <param name="Repeated">Operations whose key had been acknowledged before, and which so changed nothing.</param>
/// <param name="Broken">Which rules do not hold, in words; empty when all do.</param>
public sealed record LedgerStormResult(long Operations, long Refused, long Faults, long Cuts, long Repeated, IReadOnlyList<string> Broken);
