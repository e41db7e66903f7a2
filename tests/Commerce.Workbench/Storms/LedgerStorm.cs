using System.Collections.Concurrent;
using System.Data;
using Commerce.Credits;
using Commerce.Data;
using Commerce.Tenancy;
using Commerce.Workbench.Ledgers;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Workbench.Storms;

/// <summary>
/// Random operations on a few ledgers from many threads at once, through the product's own ledger: several in one
/// transaction, rows settled by whoever comes first, keys submitted again, transactions broken off before their commit,
/// answers lost after it, some at the isolation level where PostgreSQL refuses races, and connections cut by the server.
/// Whatever fails is submitted again under the same keys, as the product does.
/// </summary>
public sealed class LedgerStorm(StoreWork work, IEnumerable<Guid> stores, NpgsqlDataSource owner, int seed)
{
    private const int MostInOne = 50;

    private readonly StormStore[] stores = [.. stores.Select(id => new StormStore(id))];
    private readonly ConcurrentDictionary<(Guid Store, string Key), bool> acknowledged = new();
    private long left;
    private long done;
    private long refused;
    private long faults;
    private long repeated;
    private long cuts;

    /// <summary>Runs until so many operations were submitted and answered.</summary>
    /// <param name="operations">How many; those submitted again after a fault are not counted twice.</param>
    /// <param name="threads">How many at once.</param>
    /// <param name="cutEvery">After how many operations the server cuts one of the connections. Not by the clock: where the machine is slow, the driver would do nothing but open connections.</param>
    /// <param name="ct">Breaks the storm off.</param>
    public async Task<LedgerStormResult> RunAsync(long operations, int threads, long cutEvery, CancellationToken ct)
    {
        left = operations;
        await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Run(() => PlayAsync(thread, cutEvery, ct), ct)));
        var missing = await MissingAsync(ct);
        return new LedgerStormResult(
            done, refused, faults, cuts, repeated,
            [.. await LedgerRules.FaultsAsync(owner, ct), .. missing == 0 ? Array.Empty<string>() : [$"{missing} acknowledged keys are missing"]]);
    }

    private async Task PlayAsync(int thread, long cutEvery, CancellationToken ct)
    {
        var (random, number) = (new Random((seed * 1000) + thread), 0);
        while (true)
        {
            var store = stores[random.Next(stores.Length)];
            var acts = Draw(store, random, () => $"storm:{thread}:{number++}");
            if (Interlocked.Add(ref left, -acts.Count) + acts.Count <= 0)
            {
                return;
            }

            await SubmitAsync(store, acts, random, ct);
            var now = Interlocked.Add(ref done, acts.Count);
            if (now / cutEvery > (now - acts.Count) / cutEvery)
            {
                await CutAsync(ct);
            }
        }
    }

    private static List<LedgerAct> Draw(StormStore store, Random random, Func<string> key)
    {
        var acts = new List<LedgerAct>();
        for (var wanted = random.Next(1, MostInOne); acts.Count < wanted;)
        {
            var act = store.Draw(random, key);
            if (!act.MayBeRefused)
            {
                acts.Add(act);
                continue;
            }

            // A refusal ends its transaction, so what may be refused goes alone.
            return acts.Count == 0 ? [act] : acts;
        }

        return acts;
    }

    private async Task SubmitAsync(StormStore store, List<LedgerAct> acts, Random random, CancellationToken ct)
    {
        for (var again = false; ; again = true)
        {
            try
            {
                var trouble = again ? StormTrouble.None : StormTrouble.Draw(random);
                await work.RunAsync(store.Id, services => TransactAsync(services, store, acts, trouble, ct));
                return;
            }
            catch (Exception error) when (StormTrouble.IsRefusal(error))
            {
                Interlocked.Increment(ref refused);
                return;
            }
            catch (Exception error) when (!ct.IsCancellationRequested && StormTrouble.IsFault(error))
            {
                Interlocked.Increment(ref faults);
            }
        }
    }

    private async Task TransactAsync(IServiceProvider services, StormStore store, List<LedgerAct> acts, StormTrouble trouble, CancellationToken ct)
    {
        var (context, ledger, opened) = (services.GetRequiredService<CommerceContext>(), services.GetRequiredService<Ledger>(), new List<(Guid Hold, LedgerAct Act)>());
        await using (var transaction = await context.Database.BeginTransactionAsync(trouble.Strict ? IsolationLevel.Serializable : IsolationLevel.ReadCommitted, ct))
        {
            foreach (var act in acts)
            {
                if (await PostAsync(context, ledger, ActivatorUtilities.CreateInstance<Settling>(services), act, ct) is { } hold)
                {
                    opened.Add((hold, act));
                }
            }

            trouble.BeforeCommit();
            await transaction.CommitAsync(ct);
        }

        trouble.AfterCommit();
        foreach (var (hold, act) in opened)
        {
            store.Open(hold, act.BatchId, act.Amount);
        }

        foreach (var act in acts)
        {
            _ = acknowledged.TryAdd((store.Id, act.Key), true) ? 0 : Interlocked.Increment(ref repeated);
            store.Remember(act);
        }
    }

    private static async Task<Guid?> PostAsync(CommerceContext context, Ledger ledger, Settling settling, LedgerAct act, CancellationToken ct)
    {
        switch (act.Kind)
        {
            case EntryKind.Capture:
                await settling.CaptureAsync(act.HoldId, act.BatchId, act.RowId, act.Amount, ct);
                return null;
            case EntryKind.Release:
                await settling.ReleaseAsync(act.HoldId, act.BatchId, act.RowId, act.Amount, "Storm", ct);
                return null;
            case EntryKind.Hold:
                // A batch is found by its request's key before anything is held for it, so a hold is never asked for twice.
                var known = await context.Holds.Where(hold => hold.BatchId == act.BatchId).Select(hold => (Guid?)hold.Id).SingleOrDefaultAsync(ct);
                return known ?? await ledger.HoldAsync(act.BatchId, act.Amount, "Storm", ct);
            default:
                await (act.Kind switch
                {
                    EntryKind.Grant => ledger.GrantAsync(act.Key, act.Amount, "Storm", ct),
                    EntryKind.Refund => ledger.RefundAsync(act.Key, act.Amount, "Storm", ct),
                    EntryKind.Expire => ledger.ExpireAsync(act.Key, act.Amount, "Storm", ct),
                    _ => ledger.AdjustAsync(act.Key, act.Amount, "Storm", ct),
                });
                return null;
        }
    }

    private async Task CutAsync(CancellationToken ct)
    {
        await using var command = owner.CreateCommand(
            "select count(*) filter (where pg_terminate_backend(pid)) from (select pid from pg_stat_activity where usename like 'commerce%' and datname = current_database() order by random() limit 1) victim");
        Interlocked.Add(ref cuts, (long)(await command.ExecuteScalarAsync(ct))!);
    }

    // A key that was acknowledged must be there: an answer given and then lost would be a credit lost.
    private async Task<long> MissingAsync(CancellationToken ct)
    {
        var missing = acknowledged.Keys.ToHashSet();
        await using var command = owner.CreateCommand("select store_id, business_key from entries");
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            missing.Remove((reader.GetGuid(0), reader.GetString(1)));
        }

        return missing.Count;
    }
}
