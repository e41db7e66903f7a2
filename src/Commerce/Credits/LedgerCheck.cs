using Commerce.Data;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Credits;

/// <summary>Whether a store's balance, holds and entries tell the same story.</summary>
/// <param name="Available">Credits the balance row says are free.</param>
/// <param name="Held">Credits the balance row says are reserved.</param>
/// <param name="Faults">What does not add up, in words; empty when all does.</param>
public sealed record LedgerCheck(long Available, long Held, IReadOnlyList<string> Faults)
{
    public bool Balanced => Faults.Count == 0;

    /// <summary>Adds every entry up again and compares; reads one snapshot of the tables.</summary>
    public static Task<LedgerCheck> RunAsync(CommerceContext context, CancellationToken cancellationToken) => RunAsync(context, since: null, cancellationToken);

    /// <summary>
    /// The same with what a full check has added up already: reads the lines after it and the holds they are about, and
    /// takes older ones as they were found then. Null reads everything.
    /// </summary>
    public static async Task<LedgerCheck> RunAsync(CommerceContext context, LedgerCheckpoint? since, CancellationToken cancellationToken)
    {
        var (from, available, held) = (since?.SettledUntil ?? DateTimeOffset.MinValue, since?.SettledAvailable ?? 0, since?.SettledHeld ?? 0);
        IQueryable<Entry> lines = since is null ? context.Entries : context.Entries.Where(entry => entry.CreatedAt >= from);
        IQueryable<Hold> holds = since is null ? context.Holds : context.Holds.Where(hold => lines.Any(entry => entry.HoldId == hold.Id));
        var sums = await context.Balances.Select(balance => new
        {
            balance.Available,
            balance.Held,
            SumAvailable = available + lines.Sum(entry => entry.AvailableChange),
            SumHeld = held + lines.Sum(entry => entry.HeldChange),
            OpenHolds = context.Holds.Sum(hold => hold.Amount - hold.Captured - hold.Released),
            CrookedHolds = holds.Count(hold =>
                hold.Captured != context.Entries.Where(entry => entry.HoldId == hold.Id && entry.Kind == EntryKind.Capture).Sum(entry => entry.Amount)
                || hold.Released != context.Entries.Where(entry => entry.HoldId == hold.Id && entry.Kind == EntryKind.Release).Sum(entry => entry.Amount)),
        }).SingleAsync(cancellationToken);
        var faults = new List<string>();
        if (sums.Available != sums.SumAvailable)
        {
            faults.Add($"The balance says {sums.Available} available, its entries add up to {sums.SumAvailable}.");
        }

        if (sums.Held != sums.SumHeld || sums.Held != sums.OpenHolds)
        {
            faults.Add($"The balance says {sums.Held} held, its entries add up to {sums.SumHeld} and open holds to {sums.OpenHolds}.");
        }

        if (sums.CrookedHolds > 0)
        {
            faults.Add($"{sums.CrookedHolds} holds do not match their captures and releases.");
        }

        return new LedgerCheck(sums.Available, sums.Held, faults);
    }
}
