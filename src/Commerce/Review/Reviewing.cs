using Commerce.Data;
using Commerce.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace Commerce.Review;

/// <summary>
/// Decides about assets: the log line, the asset's state and the credits it gives back in one transaction, bound to the bytes the reviewer saw.
/// Every act answers null, and does nothing at all, when one of the assets is not of this store.
/// </summary>
public sealed class Reviewing(CommerceContext context, StoreScope scope, GiveBacks giveBacks, TimeProvider time)
{
    public Task<ReviewOutcome?> ApproveAsync(IReadOnlyList<SeenAsset> seen, string person, CancellationToken cancellationToken) =>
        DecideAsync(seen, person, Decision.Approved, "", cancellationToken);

    /// <summary>Turns assets down. What is live on a listing stays approved until its publication is undone.</summary>
    public Task<ReviewOutcome?> RejectAsync(IReadOnlyList<SeenAsset> seen, Rejection rejection, string person, CancellationToken cancellationToken) =>
        DecideAsync(seen, person, Decision.Rejected, rejection.ToString(), cancellationToken);

    /// <summary>Takes the person's own last decision back: each asset waits for review again.</summary>
    public Task<ReviewOutcome?> WithdrawAsync(IReadOnlyList<SeenAsset> seen, string person, CancellationToken cancellationToken) =>
        DecideAsync(seen, person, Decision.Withdrawn, "", cancellationToken);

    private async Task<ReviewOutcome?> DecideAsync(
        IReadOnlyList<SeenAsset> seen, string person, Decision decision, string reason, CancellationToken cancellationToken)
    {
        var ids = seen.Select(each => each.AssetId).Distinct().ToArray();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);

        // Locked in one order, so that two reviewers with overlapping selections wait for each other instead of deadlocking,
        // and the log is read only after the other one's lines are in it.
        var assets = await context.Assets
            .FromSql($"select * from assets where store_id = {scope.StoreId} and id = any({ids}) order by id for update")
            .AsNoTracking().ToDictionaryAsync(asset => asset.Id, cancellationToken);
        if (assets.Count != ids.Length)
        {
            return null;
        }

        var last = await context.Reviews.AsNoTracking().Where(line => ids.Contains(line.AssetId)).GroupBy(line => line.AssetId)
            .Select(lines => lines.OrderByDescending(line => line.DecidedAt).First())
            .ToDictionaryAsync(line => line.AssetId, cancellationToken);
        var live = await LiveAssets.TitlesAsync(context, ids, cancellationToken);
        var act = new Act(person, decision, reason, ids.Length == 1, last, live);
        var verdicts = seen.DistinctBy(each => each.AssetId).Select(each => act.Judge(assets[each.AssetId], each.Sha256)).ToList();
        var changes = await giveBacks.JudgeAsync(act, [.. verdicts.OfType<Verdict.Change>().Select(change => change.Asset)], cancellationToken);
        await WriteAsync(act, changes.Decided, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new ReviewOutcome(
            [.. changes.Decided.Select(change => change.Asset.Id)],
            [.. verdicts.OfType<Verdict.Same>().Select(same => same.AssetId)],
            [.. verdicts.OfType<Verdict.No>().Select(no => no.Refusal), .. changes.Refused],
            changes.Decided.Sum(change => change.Credits), changes.KeptBack);
    }

    private async Task WriteAsync(Act act, IReadOnlyList<GiveBack> changes, CancellationToken cancellationToken)
    {
        if (changes.Count == 0)
        {
            return;
        }

        // Later than every line these assets have, whatever the clocks of two machines say: the log is read in this order.
        var latest = act.Last.Values.Select(line => line.DecidedAt.AddMicroseconds(1)).DefaultIfEmpty().Max();
        var now = time.GetUtcNow();
        var decidedAt = latest > now ? latest : now;
        foreach (var (asset, credits) in changes)
        {
            var line = new ReviewDecision
            {
                StoreId = scope.StoreId,
                Id = Guid.CreateVersion7(decidedAt),
                AssetId = asset.Id,
                Sha256 = asset.Sha256,
                Decision = act.Decision,
                Reason = act.Reason,
                CreditsGivenBack = credits,
                DecidedBy = act.Person,
                DecidedAt = decidedAt,
            };
            context.Reviews.Add(line);
            await giveBacks.PostAsync(line, asset, cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
        var ids = changes.Select(change => change.Asset.Id).ToList();
        await context.Assets.Where(asset => ids.Contains(asset.Id))
            .ExecuteUpdateAsync(asset => asset.SetProperty(row => row.ReviewState, act.State), cancellationToken);
    }
}
