using Commerce.Library;

namespace Commerce.Review;

/// <summary>What one decision means for one asset.</summary>
internal abstract record Verdict
{
    public sealed record Change(Asset Asset) : Verdict;

    public sealed record Same(Guid AssetId) : Verdict;

    public sealed record No(Refusal Refusal) : Verdict;
}

/// <summary>One decision of one person, with what has to be known to judge it.</summary>
/// <param name="Alone">It is about one asset, so that one was looked at.</param>
/// <param name="Last">The last log line of each asset that has one.</param>
/// <param name="Live">Titles of the products that assets are live on.</param>
internal sealed record Act(
    string Person, Decision Decision, string Reason, bool Alone, Dictionary<Guid, ReviewDecision> Last, Dictionary<Guid, string> Live)
{
    /// <summary>It turns results down for what we made badly.</summary>
    public bool OfOurFault => Decision is Decision.Rejected && Rejection.Parse(Reason) is { Reason.OurFault: true };

    /// <summary>The state the changed assets take on.</summary>
    public ReviewState State => Decision switch
    {
        Decision.Approved => ReviewState.Approved,
        Decision.Rejected => ReviewState.Rejected,
        _ => ReviewState.Pending,
    };

    public Verdict Judge(Asset asset, string seenSha256)
    {
        if (asset.Sha256 != seenSha256)
        {
            return Refuse(asset, RefusalKind.BytesChanged);
        }

        var last = Last.GetValueOrDefault(asset.Id);
        if (Stands(asset, last))
        {
            return new Verdict.Same(asset.Id);
        }

        if (Decision is Decision.Withdrawn && last!.DecidedBy != Person)
        {
            return Refuse(asset, RefusalKind.DecidedByAnother, last.DecidedBy);
        }

        if (Decision is Decision.Approved && asset.HeldBack && !Alone)
        {
            return Refuse(asset, RefusalKind.HeldBack);
        }

        return Decision is not Decision.Approved && Live.TryGetValue(asset.Id, out var title)
            ? Refuse(asset, RefusalKind.Live, title)
            : new Verdict.Change(asset);
    }

    // A repeated request finds its own line and writes no second one. Without any line an asset waits, as it does after a withdrawal.
    private bool Stands(Asset asset, ReviewDecision? last) => last is null
        ? Decision is Decision.Withdrawn
        : last.Decision == Decision && last.Reason == Reason && last.Sha256 == asset.Sha256;

    private static Verdict.No Refuse(Asset asset, RefusalKind kind, string subject = "") => new(new Refusal(asset.Id, kind, subject));
}
