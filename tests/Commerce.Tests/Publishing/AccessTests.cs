using Commerce.Publishing;

namespace Commerce.Tests.Publishing;

/// <summary>Publishing when the shop's doors change.</summary>
public sealed class AccessTests : PublishingFixture
{
    [Test]
    public async Task Access_refused_before_its_time_is_renewed_once()
    {
        var product = await AddMediaAsync(pictures: 1);
        await Sandbox.PostAsync($"control/shops/{Domain}/expire-tokens", new { });
        var runId = await PublishAsync(product);
        Kill.Arm(0);
        await DrainAsync();
        Assert.That((await OfRunAsync(runId)).State, Is.EqualTo(PublicationState.Published));
        Assert.That(Kill.Passed.Count(call => call.StartsWith("before", StringComparison.Ordinal) && call.EndsWith("/oauth/access_token", StringComparison.Ordinal)), Is.EqualTo(1));
    }

    [Test]
    public async Task Two_workers_with_refused_access_renew_it_once_between_them()
    {
        var (one, two) = (await AddMediaAsync(pictures: 1), await AddMediaAsync(pictures: 1));
        await Sandbox.PostAsync($"control/shops/{Domain}/expire-tokens", new { });
        var (first, second) = (await PublishAsync(one), await PublishAsync(two));
        Kill.Arm(0);
        await Task.WhenAll(Backlog.AdvanceNextAsync(StoreId, "one", CancellationToken.None), Backlog.AdvanceNextAsync(StoreId, "two", CancellationToken.None));
        await DrainAsync();
        Assert.That(new[] { (await OfRunAsync(first)).State, (await OfRunAsync(second)).State }, Is.All.EqualTo(PublicationState.Published));
        Assert.That(Kill.Passed.Count(call => call.StartsWith("before", StringComparison.Ordinal) && call.EndsWith("/oauth/access_token", StringComparison.Ordinal)), Is.EqualTo(1));
    }
}
