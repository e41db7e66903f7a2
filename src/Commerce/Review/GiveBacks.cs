using Commerce.Credits;
using Commerce.Data;
using Commerce.Library;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Review;

/// <summary>
/// Gives back what a result cost that is turned down for its quality, within a <see cref="FairShare"/>, and takes it again when it is
/// accepted after all. Part of the review's transaction; shares are judged under the lock on the store's balance, one reviewer after the other.
/// </summary>
public sealed class GiveBacks(CommerceContext context, Ledger ledger, Budgets budgets, TimeProvider time)
{
    /// <summary>Plans what comes back for each asset that a decision changes.</summary>
    internal async Task<GiveBackPlan> JudgeAsync(Act act, IReadOnlyList<Asset> assets, CancellationToken cancellationToken)
    {
        var outstanding = await OutstandingAsync(assets, cancellationToken);
        if (!act.OfOurFault && outstanding.Count == 0)
        {
            return new GiveBackPlan([.. assets.Select(asset => new GiveBack(asset, 0))], [], 0);
        }

        await budgets.LockAsync(cancellationToken);
        return act.OfOurFault
            ? await GiveAsync(assets, outstanding, cancellationToken)
            : await TakeAgainAsync(assets, outstanding, cancellationToken);
    }

    /// <summary>Posts what a line of the log says. Its id is the business key, so it can be there once.</summary>
    internal Task PostAsync(ReviewDecision line, Asset asset, CancellationToken cancellationToken) => line.CreditsGivenBack switch
    {
        0 => Task.CompletedTask,
        > 0 => ledger.GiveBackAsync($"review:{line.Id}", line.CreditsGivenBack, Rejection.Parse(line.Reason)!.Reason.Name, asset.BatchId, asset.GenerationId, cancellationToken),
        _ => ledger.GiveBackAsync($"review:{line.Id}", line.CreditsGivenBack, "No longer rejected", asset.BatchId, asset.GenerationId, cancellationToken),
    };

    private async Task<GiveBackPlan> GiveAsync(IReadOnlyList<Asset> assets, Dictionary<Guid, long> outstanding, CancellationToken cancellationToken)
    {
        var costs = await CostsAsync(assets, cancellationToken);
        var (store, batches, kept) = (await StoreShareAsync(cancellationToken), new Dictionary<Guid, FairShare>(), 0L);
        var decided = new List<GiveBack>();
        foreach (var asset in assets)
        {
            var cost = outstanding.ContainsKey(asset.Id) ? 0 : costs.GetValueOrDefault(asset.GenerationId);
            if (!batches.TryGetValue(asset.BatchId, out var batch))
            {
                batch = await BatchShareAsync(asset.BatchId, cancellationToken);
            }

            var given = cost <= batch.LeftOfBatch(cost) && cost <= store.LeftOfStore ? cost : 0;
            (batches[asset.BatchId], store, kept) = (batch.With(given), store.With(given), kept + cost - given);
            decided.Add(new GiveBack(asset, given));
        }

        return new GiveBackPlan(decided, [], kept);
    }

    private async Task<GiveBackPlan> TakeAgainAsync(IReadOnlyList<Asset> assets, Dictionary<Guid, long> outstanding, CancellationToken cancellationToken)
    {
        var available = await context.Balances.Select(balance => balance.Available).SingleAsync(cancellationToken);
        var (decided, refused) = (new List<GiveBack>(), new List<Refusal>());
        foreach (var asset in assets)
        {
            var owed = outstanding.GetValueOrDefault(asset.Id);
            if (owed > available)
            {
                refused.Add(new Refusal(asset.Id, RefusalKind.CreditsSpent, $"{owed}"));
                continue;
            }

            available -= owed;
            decided.Add(new GiveBack(asset, -owed));
        }

        return new GiveBackPlan(decided, refused, 0);
    }

    // By asset, what its owner has back for it; those for which nothing is out are left out.
    private Task<Dictionary<Guid, long>> OutstandingAsync(IReadOnlyList<Asset> assets, CancellationToken cancellationToken)
    {
        var ids = assets.Select(asset => asset.Id).ToList();
        return context.Reviews.Where(line => ids.Contains(line.AssetId)).GroupBy(line => line.AssetId)
            .Select(lines => new { Asset = lines.Key, Credits = lines.Sum(line => line.CreditsGivenBack) })
            .Where(sum => sum.Credits != 0).ToDictionaryAsync(sum => sum.Asset, sum => sum.Credits, cancellationToken);
    }

    // By row. One that served a result already there cost nothing and has no such entry.
    private async Task<Dictionary<Guid, long>> CostsAsync(IReadOnlyList<Asset> assets, CancellationToken cancellationToken)
    {
        var rows = assets.Select(asset => asset.GenerationId).ToList();
        var lives = await context.Generations.Where(row => rows.Contains(row.Id)).Select(row => new { row.Id, row.Life }).ToListAsync(cancellationToken);
        var keys = lives.Select(row => SettlementSql.KeyOf(row.Id, row.Life)).ToList();
        return await context.Entries.Where(entry => keys.Contains(entry.BusinessKey) && entry.Kind == EntryKind.Capture && entry.GenerationId != null)
            .ToDictionaryAsync(entry => entry.GenerationId!.Value, entry => entry.Amount, cancellationToken);
    }

    private async Task<FairShare> BatchShareAsync(Guid batchId, CancellationToken cancellationToken) => new(
        await context.Holds.Where(hold => hold.BatchId == batchId).SumAsync(hold => hold.Captured, cancellationToken),
        await context.Reviews.Where(line => context.Assets.Any(asset => asset.Id == line.AssetId && asset.BatchId == batchId)).SumAsync(line => line.CreditsGivenBack, cancellationToken));

    private async Task<FairShare> StoreShareAsync(CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow() - TimeSpan.FromDays(FairShare.Days);
        return new(
            await context.Holds.Where(hold => hold.CreatedAt >= since).SumAsync(hold => hold.Captured, cancellationToken),
            await context.Reviews.Where(line => line.DecidedAt >= since).SumAsync(line => line.CreditsGivenBack, cancellationToken));
    }
}
