using Commerce.Credits;
using Commerce.Data;
using Commerce.Tests.Infrastructure;
using Commerce.Workbench.Ledgers;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Credits;

/// <summary>R4: random acts, repeats and crashes on the real ledger come to what plain arithmetic comes to, act by act.</summary>
[Category("Database")]
public sealed class LedgerModelTests : CoreFixture
{
    private const int Batches = 3;
    private const int Rows = 4;

    private static readonly Gen<Act> AnyAct =
        from deed in Gen.Elements(Enum.GetValues<Deed>())
        from batch in Gen.Choose(0, Batches - 1)
        from row in Gen.Choose(0, Rows - 1)
        from amount in Gen.Choose(1, 9)
        from crash in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
        select new Act(deed, batch, row, amount, crash);

    private enum Deed
    {
        Grant,
        Expire,
        Refund,
        Adjust,
        Hold,
        HoldAgain,
        Capture,
        Release,
        Budget,
    }

    [Test]
    public void R4_any_sequence_of_acts_comes_to_what_the_model_says() =>
        Prop.ForAll(AnyAct.ListOf().ToArbitrary(), acts => AgreesAsync(acts).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(80));

    private async Task<bool> AgreesAsync(IEnumerable<Act> acts)
    {
        var store = await AddStoreAsync(credits: 40, products: 0);
        var (model, play) = (new ModelLedger(), new Play(store.Id, () => Guid.CreateVersion7(Clock.GetUtcNow())));
        model.Post("welcome", 40);
        foreach (var act in acts.Where(act => Makes(act, model)))
        {
            // A crash unwinds the transaction after all was written: the model never hears of it.
            var outcome = await DoAsync(play, act, model.PerRow(act.Batch));
            if (!act.Crash)
            {
                Assert.That(outcome, Is.EqualTo(Expected(act, model)), act.ToString());
            }

            await AssertSameAsync(play, model, act);
        }

        return true;
    }

    // Rows are settled and held again only once their batch holds something: nobody has them to settle before.
    private static bool Makes(Act act, ModelLedger model) =>
        act.Deed is not (Deed.Capture or Deed.Release or Deed.HoldAgain) || model.PerRow(act.Batch) is not null;

    private static Outcome Expected(Act act, ModelLedger model)
    {
        switch (act.Deed)
        {
            case Deed.Budget:
                model.Budget = act.Row == 0 ? null : act.Amount * 10;
                return Outcome.Done;
            case Deed.Hold:
                return model.Hold(act.Batch, act.Amount, Rows, act.Cap);
            case Deed.HoldAgain:
                return model.HoldAgain(act.Batch, act.Amount);
            case Deed.Capture or Deed.Release:
                return model.Settle(act.Batch, act.Row, act.Deed is Deed.Capture);
            default:
                return model.Post(act.Key, act.Deed is Deed.Grant || (act.Deed is Deed.Adjust && act.Row > 1) ? act.Amount : -act.Amount);
        }
    }

    private async Task<Outcome> DoAsync(Play play, Act act, long? perRow)
    {
        try
        {
            return await Work.RunAsync(play.StoreId, async services =>
            {
                var context = services.GetRequiredService<CommerceContext>();
                if (act.Deed is Deed.Budget)
                {
                    await (act.Crash ? Task.CompletedTask : services.GetRequiredService<Budgets>().SetDailyAsync(act.Row == 0 ? null : act.Amount * 10, "test", CancellationToken.None));
                    return Outcome.Done;
                }

                await using var transaction = await context.Database.BeginTransactionAsync();
                var before = await context.Entries.CountAsync();
                await PostAsync(services.GetRequiredService<Ledger>(), ActivatorUtilities.CreateInstance<Settling>(services), play, act, perRow ?? 0);
                var outcome = await context.Entries.CountAsync() > before ? Outcome.Done : Outcome.Nothing;
                if (!act.Crash)
                {
                    await transaction.CommitAsync();
                }

                return outcome;
            });
        }
        catch (Exception error) when (error is NotEnoughCreditsException or PostgresException { ConstraintName: "available_never_negative" })
        {
            return Outcome.Refused;
        }
    }

    private static Task PostAsync(Ledger ledger, Settling settling, Play play, Act act, long perRow)
    {
        var (none, batch, settled) = (CancellationToken.None, play.BatchIds[act.Batch], play.RowIds[(act.Batch * Rows) + act.Row]);
        return act.Deed switch
        {
            Deed.Grant => ledger.GrantAsync(act.Key, act.Amount, "Test", none),
            Deed.Expire => ledger.ExpireAsync(act.Key, act.Amount, "Test", none),
            Deed.Refund => ledger.RefundAsync(act.Key, act.Amount, "Test", none),
            Deed.Adjust => ledger.CorrectAsync(act.Key, act.Row > 1 ? act.Amount : -act.Amount, "Test", "staff 7", none),
            Deed.Hold => HoldAsync(ledger, play, act),
            Deed.HoldAgain => ledger.HoldAsync(batch, act.Amount, "Test", none, again: true),
            Deed.Capture => settling.CaptureAsync(play.HoldIds[act.Batch], batch, settled, perRow, none),
            _ => settling.ReleaseAsync(play.HoldIds[act.Batch], batch, settled, perRow, "Test", none),
        };
    }

    private static async Task HoldAsync(Ledger ledger, Play play, Act act)
    {
        var hold = await ledger.HoldAsync(play.BatchIds[act.Batch], act.Amount * Rows, "Test", CancellationToken.None, act.Cap);
        play.HoldIds[act.Batch] = act.Crash ? play.HoldIds[act.Batch] : hold;
    }

    private async Task AssertSameAsync(Play play, ModelLedger model, Act act)
    {
        var check = await CheckLedgerAsync(play.StoreId);
        var (lines, room) = (await ReadAsync(play.StoreId, context => context.Entries.CountAsync()),
            await Work.RunAsync(play.StoreId, services => services.GetRequiredService<Budgets>().ReadAsync(CancellationToken.None)));

        // A dictionary by row: a second settlement of one row would not fit into it.
        var settled = await ReadAsync(play.StoreId, context => context.Entries.Where(entry => entry.GenerationId != null)
            .ToDictionaryAsync(entry => entry.GenerationId!.Value, entry => entry.Kind is EntryKind.Capture));
        Assert.Multiple(() =>
        {
            Assert.That(check.Faults, Is.Empty, act.ToString());
            Assert.That((check.Available, check.Held, lines), Is.EqualTo((model.Available, model.Held, model.Lines)), act.ToString());
            Assert.That(settled, Is.EquivalentTo(model.Settled.Select(row => KeyValuePair.Create(play.RowIds[(row.Key.Batch * Rows) + row.Key.Row], row.Value))), act.ToString());
            Assert.That(room?.Budget, Is.EqualTo(model.Budget), act.ToString());
            Assert.That(room?.Committed ?? model.Committed, Is.EqualTo(model.Committed), act.ToString());
        });
    }

    private sealed record Act(Deed Deed, int Batch, int Row, int Amount, bool Crash)
    {
        public string Key => $"{Deed}:{Batch}:{Row}";

        public long Cap => Amount * (Rows + Row - 1L);
    }

    private sealed class Play(Guid storeId, Func<Guid> newId)
    {
        public Guid StoreId => storeId;

        public Guid[] BatchIds { get; } = [.. Enumerable.Range(0, Batches).Select(_ => newId())];

        public Guid[] RowIds { get; } = [.. Enumerable.Range(0, Batches * Rows).Select(_ => newId())];

        public Guid[] HoldIds { get; } = new Guid[Batches];
    }
}
