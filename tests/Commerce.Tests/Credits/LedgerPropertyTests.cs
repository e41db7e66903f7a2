using Commerce.Credits;
using Commerce.Data;
using Commerce.Tests.Infrastructure;
using Commerce.Workbench.Ledgers;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Credits;

/// <summary>Whatever happens in whatever order, the money adds up. On PostgreSQL, for the constraints are half of the guarantee.</summary>
[Category("Database")]
public sealed class LedgerPropertyTests : CoreFixture
{
    private const int Batches = 3;
    private const int RowsOfABatch = 4;

    private static readonly Gen<Act> AnyAct =
        from deed in Gen.Elements(Enum.GetValues<Deed>())
        from batch in Gen.Choose(0, Batches - 1)
        from row in Gen.Choose(0, RowsOfABatch - 1)
        from amount in Gen.Choose(1, 9)
        from crash in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Act(deed, batch, row, amount, crash);

    private enum Deed
    {
        Grant,
        Hold,
        Capture,
        Release,
    }

    [Test]
    public void Any_sequence_of_grants_holds_settlements_repeats_and_crashes_keeps_every_invariant() =>
        Prop.ForAll(AnyAct.ListOf().ToArbitrary(), acts => HoldsAsync(acts).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(60));

    private async Task<bool> HoldsAsync(IEnumerable<Act> acts)
    {
        var store = await AddStoreAsync(credits: 10, products: 0);
        var play = new Play(store.Id, () => Guid.CreateVersion7(Clock.GetUtcNow()));
        foreach (var act in acts)
        {
            await TryAsync(play, act);
            await AssertAddsUpAsync(play);
        }

        return true;
    }

    // One act is one transaction, as in the product. A crash unwinds it after everything was written and before the commit.
    private async Task TryAsync(Play play, Act act)
    {
        try
        {
            await Work.RunAsync(play.StoreId, async services =>
            {
                var context = services.GetRequiredService<CommerceContext>();
                await using var transaction = await context.Database.BeginTransactionAsync();
                var done = await ActAsync(services.GetRequiredService<Ledger>(), ActivatorUtilities.CreateInstance<Settling>(services), play, act);
                if (act.Crash)
                {
                    throw new CrashException();
                }

                await transaction.CommitAsync();
                done();
            });
        }
        catch (Exception error) when (error is CrashException or NotEnoughCreditsException)
        {
            // Nothing of it may have stayed; the sums are compared next.
        }
    }

    private static async Task<Action> ActAsync(Ledger ledger, Settling settling, Play play, Act act)
    {
        var none = CancellationToken.None;
        switch (act.Deed)
        {
            case Deed.Grant:
                var posted = await ledger.GrantAsync($"grant:{act.Batch}:{act.Row}", act.Amount, "Test", none);
                return () => play.Granted += posted ? act.Amount : 0;
            case Deed.Hold when play.Holds[act.Batch] is null:
                var hold = await ledger.HoldAsync(play.BatchIds[act.Batch], RowsOfABatch * act.Amount, "Test", none);
                return () => play.Holds[act.Batch] = (hold, act.Amount);
            case Deed.Capture or Deed.Release when play.Holds[act.Batch] is { } held:
                var row = play.Rows[(act.Batch * RowsOfABatch) + act.Row];
                await (act.Deed is Deed.Capture
                    ? settling.CaptureAsync(held.Id, play.BatchIds[act.Batch], row, held.PerRow, none)
                    : settling.ReleaseAsync(held.Id, play.BatchIds[act.Batch], row, held.PerRow, "Test", none));
                return () => play.Settled.TryAdd(row, (act.Deed, held.PerRow));
            default:
                return () => { };
        }
    }

    private async Task AssertAddsUpAsync(Play play)
    {
        var check = await CheckLedgerAsync(play.StoreId);
        var settlements = await ReadAsync(play.StoreId, context => context.Entries
            .Where(entry => entry.GenerationId != null)
            .ToDictionaryAsync(entry => entry.GenerationId!.Value, entry => entry.Kind));
        var captured = play.Settled.Values.Where(end => end.Deed is Deed.Capture).Sum(end => (long)end.Amount);
        var open = play.Holds.Sum(hold => (long)(hold?.PerRow ?? 0) * RowsOfABatch) - play.Settled.Values.Sum(end => (long)end.Amount);
        Assert.Multiple(() =>
        {
            Assert.That(check.Faults, Is.Empty);
            Assert.That(check.Available, Is.GreaterThanOrEqualTo(0));
            Assert.That(check.Held, Is.EqualTo(open), "what is held is what was reserved and not settled");
            Assert.That(check.Available, Is.EqualTo(10 + play.Granted - captured - open), "nothing is made or lost");

            // A dictionary by row: a second settlement of one row would not fit into it.
            Assert.That(settlements, Has.Count.EqualTo(play.Settled.Count));
            Assert.That(settlements.Select(end => (end.Key, end.Value is EntryKind.Capture)), Is.EquivalentTo(play.Settled.Select(end => (end.Key, end.Value.Deed is Deed.Capture))));
        });
    }

    private sealed record Act(Deed Deed, int Batch, int Row, int Amount, bool Crash);

    /// <summary>What must have happened, kept in memory beside the database.</summary>
    private sealed class Play(Guid storeId, Func<Guid> newId)
    {
        public Guid StoreId => storeId;

        public Guid[] BatchIds { get; } = [.. Enumerable.Range(0, Batches).Select(_ => newId())];

        public Guid[] Rows { get; } = [.. Enumerable.Range(0, Batches * RowsOfABatch).Select(_ => newId())];

        public (Guid Id, int PerRow)?[] Holds { get; } = new (Guid, int)?[Batches];

        public Dictionary<Guid, (Deed Deed, int Amount)> Settled { get; } = [];

        public long Granted { get; set; }
    }

    private sealed class CrashException : Exception;
}
