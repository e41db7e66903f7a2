namespace Commerce.Credits;

/// <summary>What a store's daily budget still allows.</summary>
/// <param name="Budget">The most that batches of this day may cost.</param>
/// <param name="Committed">What they have cost or hold: their credits without those that came back.</param>
/// <param name="Day">The day it is about.</param>
/// <param name="Zone">The IANA name of the zone whose calendar counts.</param>
public sealed record BudgetRoom(long Budget, long Committed, BudgetDay Day, string Zone)
{
    public long Left => Math.Max(0, Budget - Committed);
}
