namespace Commerce.Billing;

/// <summary>What the owner should know about their plan. Each has its words and its rule.</summary>
public enum Notice
{
    /// <summary>The shop does not pay Shopify: credits stay, batches run on, new ones wait.</summary>
    Frozen,

    /// <summary>The plan is over: its credits stay until the paid period ends, nothing is bought over the plan.</summary>
    Cancelled,

    /// <summary>Waits for the owner on Shopify's page.</summary>
    Pending,

    /// <summary>Approved; begins when the paid period ends.</summary>
    Scheduled,

    /// <summary>The owner said no: everything stays as it was.</summary>
    Declined,

    /// <summary>Nobody approved in two days: everything stays as it was.</summary>
    Expired,

    /// <summary>Less than a tenth of the cap is left.</summary>
    CapNear,

    /// <summary>Not one more credit fits under the cap: buying over the plan pauses.</summary>
    CapReached,
}

/// <summary>Which rules are in force for a store.</summary>
/// <param name="MayStart">Whether new batches may start.</param>
/// <param name="MayBuy">Whether credits may be bought over the plan.</param>
/// <param name="Notices">Most urgent first.</param>
public sealed record Standing(bool MayStart, bool MayBuy, IReadOnlyList<Notice> Notices)
{
    // Long enough to be seen once by somebody who comes back next week; nobody is reminded for ever.
    private static readonly TimeSpan Shown = TimeSpan.FromDays(7);

    /// <param name="subscription">Null before billing was ever looked at.</param>
    /// <param name="latest">The newest plan or pack that was asked for; null when none was.</param>
    /// <param name="scheduled">Whether a cheaper plan waits for the period's end.</param>
    /// <param name="usagePrice">Of one credit over the plan, in the smallest unit; null when none is sold.</param>
    public static Standing Of(Subscription? subscription, Charge? latest, bool scheduled, long? usagePrice, DateTimeOffset now)
    {
        var notices = new List<Notice>();
        if (subscription is { State: SubscriptionState.Frozen })
        {
            notices.Add(Notice.Frozen);
        }

        if (subscription is { State: SubscriptionState.Active, CapMinor: { } cap } && usagePrice is { } price && cap - subscription.UsedMinor is var room)
        {
            notices.AddRange(room < price ? [Notice.CapReached] : room * 10 <= cap ? [Notice.CapNear] : []);
        }

        if (subscription is { State: SubscriptionState.Cancelled, EndedAt: { } ended } && ended + Shown > now)
        {
            notices.Add(Notice.Cancelled);
        }

        if (scheduled)
        {
            notices.Add(Notice.Scheduled);
        }

        if (latest is not null && latest.UpdatedAt + Shown > now && NoticeOf(latest.State) is { } notice)
        {
            notices.Add(notice);
        }

        return new Standing(
            subscription?.State != SubscriptionState.Frozen,
            subscription is { State: SubscriptionState.Active, CapMinor: not null } && !notices.Contains(Notice.CapReached),
            notices);
    }

    private static Notice? NoticeOf(ChargeState state) => state switch
    {
        ChargeState.Pending => Notice.Pending,
        ChargeState.Declined => Notice.Declined,
        ChargeState.Expired => Notice.Expired,
        _ => null,
    };
}
