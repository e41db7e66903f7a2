using Commerce.Billing;

namespace Commerce.Tests.Billing;

/// <summary>Checklist 37 as a table: every state of a plan and of a charge has its rule.</summary>
public sealed class StandingTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    private static readonly (SubscriptionState State, bool MayStart, bool MayBuy, Notice[] Notices)[] Plans =
    [
        (SubscriptionState.None, true, false, []),
        (SubscriptionState.Active, true, true, []),
        (SubscriptionState.Frozen, false, false, [Notice.Frozen]),
        (SubscriptionState.Cancelled, true, false, [Notice.Cancelled]),
    ];

    private static readonly (ChargeState State, Notice[] Notices)[] Charges =
    [
        (ChargeState.Requested, []),
        (ChargeState.Pending, [Notice.Pending]),
        (ChargeState.Scheduled, []),
        (ChargeState.Active, []),
        (ChargeState.Declined, [Notice.Declined]),
        (ChargeState.Expired, [Notice.Expired]),
        (ChargeState.Frozen, []),
        (ChargeState.Cancelled, []),
        (ChargeState.Refused, []),
    ];

    [Test]
    public void Item37_Every_state_of_a_plan_has_a_rule()
    {
        Assert.That(Plans.Select(row => row.State), Is.EquivalentTo(Enum.GetValues<SubscriptionState>()));
        foreach (var (state, mayStart, mayBuy, notices) in Plans)
        {
            var standing = Standing.Of(Plan(state), null, scheduled: false, usagePrice: 4, Now);
            Assert.That((standing.MayStart, standing.MayBuy), Is.EqualTo((mayStart, mayBuy)), $"{state}");
            Assert.That(standing.Notices, Is.EqualTo(notices), $"{state}");
        }
    }

    [Test]
    public void Item37_Every_state_of_a_charge_has_its_words_and_never_stops_a_batch()
    {
        Assert.That(Charges.Select(row => row.State), Is.EquivalentTo(Enum.GetValues<ChargeState>()));
        foreach (var (state, notices) in Charges)
        {
            var standing = Standing.Of(Plan(SubscriptionState.Active), Asked(state, Now), scheduled: false, usagePrice: 4, Now);
            Assert.That((standing.MayStart, standing.MayBuy), Is.EqualTo((true, true)), $"{state}");
            Assert.That(standing.Notices, Is.EqualTo(notices), $"{state}");
            Assert.That(Standing.Of(null, Asked(state, Now.AddDays(-8)), scheduled: false, usagePrice: null, Now).Notices, Is.Empty, $"{state}, a week later");
        }
    }

    [TestCase(1799, null, true)]
    [TestCase(1800, Notice.CapNear, true)]
    [TestCase(1996, Notice.CapNear, true)]
    [TestCase(1997, Notice.CapReached, false)]
    [TestCase(2000, Notice.CapReached, false)]
    public void Item37_A_cap_of_20_dollars_warns_at_nine_tenths_and_pauses_when_no_credit_fits(long used, Notice? notice, bool mayBuy)
    {
        var plan = Plan(SubscriptionState.Active);
        plan.UsedMinor = used;
        var standing = Standing.Of(plan, null, scheduled: false, usagePrice: 4, Now);
        Assert.That((standing.MayStart, standing.MayBuy), Is.EqualTo((true, mayBuy)));
        Assert.That(standing.Notices, Is.EqualTo(notice is { } one ? new[] { one } : []));
    }

    private static Subscription Plan(SubscriptionState state) => new()
    {
        State = state,
        Plan = "pro",
        CapMinor = state is SubscriptionState.Active or SubscriptionState.Frozen ? 2000 : null,
        EndedAt = state == SubscriptionState.Cancelled ? Now.AddDays(-1) : null,
    };

    private static Charge Asked(ChargeState state, DateTimeOffset at) => new() { Item = "pro", State = state, Currency = "USD", CreatedBy = "test", CreatedAt = at, UpdatedAt = at };
}
