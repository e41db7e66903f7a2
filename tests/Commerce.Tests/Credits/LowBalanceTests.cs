using Commerce.Credits;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Credits;

/// <summary>A shop is told once each time its balance falls below the threshold.</summary>
[Category("Database")]
public sealed class LowBalanceTests : CoreFixture
{
    [Test]
    public async Task One_warning_for_each_crossing_however_often_it_is_looked_at()
    {
        var store = await AddStoreAsync(credits: 100, products: 0);
        await SetAsync(store.Id, 50);
        await FollowAsync(store.Id);
        Assert.That(await WarningsAsync(store.Id), Is.Zero, "a hundred is not below fifty");

        await CorrectAsync(store.Id, "down", -60);
        await FollowAsync(store.Id);
        await FollowAsync(store.Id);
        Assert.That(await WarningsAsync(store.Id), Is.EqualTo(1));

        await CorrectAsync(store.Id, "up", 60);
        await FollowAsync(store.Id);
        await CorrectAsync(store.Id, "down again", -60);
        await FollowAsync(store.Id);
        Assert.That(await WarningsAsync(store.Id), Is.EqualTo(2));
    }

    [Test]
    public async Task A_warning_that_was_put_away_comes_back_with_the_next_crossing_and_not_before()
    {
        var store = await AddStoreAsync(credits: 40, products: 0);
        await SetAsync(store.Id, 50);
        Assert.That(await ShownAsync(store.Id), Is.True);
        await Work.RunAsync(store.Id, services => services.GetRequiredService<LowBalance>().HideAsync(CancellationToken.None));
        await CorrectAsync(store.Id, "lower", -10);
        await FollowAsync(store.Id);
        Assert.That(await ShownAsync(store.Id), Is.False);

        await CorrectAsync(store.Id, "up", 60);
        await FollowAsync(store.Id);
        await CorrectAsync(store.Id, "down", -60);
        Assert.That(await ShownAsync(store.Id), Is.True);
    }

    [Test]
    public async Task What_was_spent_in_the_last_week_decides_how_long_the_balance_lasts()
    {
        var store = await AddStoreAsync(credits: 100, products: 7);
        await StartBatchAsync(store, copies: 10);
        await DrainAsync(store.Id);
        var outlook = await OutlookAsync(store.Id);
        Assert.Multiple(() =>
        {
            Assert.That(outlook.DailyUse, Is.EqualTo(10));
            Assert.That((outlook.Available, outlook.Threshold, outlook.DaysLeft), Is.EqualTo((30L, 30L, (int?)3)));
        });
        Clock.Advance(TimeSpan.FromDays(8));
        Assert.That((await OutlookAsync(store.Id)).DailyUse, Is.Zero);
    }

    [Test]
    public async Task Who_takes_more_than_there_is_is_refused_and_the_reason_of_an_adjustment_is_kept_with_its_author()
    {
        var store = await AddStoreAsync(credits: 10, products: 0);
        Assert.That(() => CorrectAsync(store.Id, "too much", -11), Throws.TypeOf<NotEnoughCreditsException>());
        await CorrectAsync(store.Id, "once", -3);
        await CorrectAsync(store.Id, "once", -3);
        var line = await ReadAsync(store.Id, context => context.Entries.SingleAsync(entry => entry.Kind == EntryKind.Adjust));
        Assert.That((line.Amount, line.AvailableChange, line.Note, line.Actor), Is.EqualTo((3L, -3L, "Test", "staff 7")));
        Assert.That((await CheckLedgerAsync(store.Id)).Available, Is.EqualTo(7));
    }

    private Task SetAsync(Guid storeId, long below) =>
        Work.RunAsync(storeId, services => services.GetRequiredService<LowBalance>().SetThresholdAsync(below, "staff 901", CancellationToken.None));

    private Task CorrectAsync(Guid storeId, string key, long change) =>
        Work.RunAsync(storeId, services => services.GetRequiredService<Ledger>().CorrectAsync(key, change, "Test", "staff 7", CancellationToken.None));

    private Task FollowAsync(Guid storeId) => Work.RunAsync(storeId, services => services.GetRequiredService<LowBalance>().FollowAsync(CancellationToken.None));

    private Task<bool> ShownAsync(Guid storeId) =>
        Work.RunAsync(storeId, async services => await services.GetRequiredService<LowBalance>().WarningAsync(CancellationToken.None) is not null);

    private async Task<BalanceOutlook> OutlookAsync(Guid storeId) =>
        (await Work.RunAsync(storeId, services => services.GetRequiredService<LowBalance>().ReadAsync(CancellationToken.None)))!;

    private Task<int> WarningsAsync(Guid storeId) => ReadAsync(storeId, context => context.BalanceWarnings.CountAsync());
}
