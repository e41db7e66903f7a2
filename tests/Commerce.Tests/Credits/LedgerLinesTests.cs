using Commerce.Credits;
using Commerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Credits;

[Category("Database")]
public sealed class LedgerLinesTests : CoreFixture
{
    // Nothing happens at the same moment, as in life.
    [SetUp]
    public void LetTimePass() => Images.OnStep = (_, _) => Clock.Advance(TimeSpan.FromMilliseconds(5));

    [Test]
    public async Task Each_line_tells_the_balance_after_it_and_the_newest_agrees_with_the_balance()
    {
        var store = await AddStoreAsync(credits: 10, products: 2);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await StartBatchAsync(store);
        await DrainAsync(store.Id);

        var lines = await ReadLinesAsync(store.Id);
        var ledger = await CheckLedgerAsync(store.Id);
        Assert.Multiple(() =>
        {
            Assert.That(lines.Select(line => line.Kind), Is.EqualTo(new[] { EntryKind.Capture, EntryKind.Capture, EntryKind.Hold, EntryKind.Grant }));
            Assert.That(lines.Select(line => (line.AvailableAfter, line.HeldAfter)), Is.EqualTo(new[] { (8L, 0L), (8L, 1L), (8L, 2L), (10L, 0L) }));
            Assert.That((lines[0].AvailableAfter, lines[0].HeldAfter), Is.EqualTo((ledger.Available, ledger.Held)));
            Assert.That(lines[0].ProductTitle, Does.StartWith("Product"));
            Assert.That(lines[0].BatchName, Is.EqualTo("Test"));
        });
    }

    [Test]
    public async Task Pages_follow_each_other_without_a_gap_or_a_repeat()
    {
        var store = await AddStoreAsync(credits: 10, products: 5);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        var all = await ReadLinesAsync(store.Id);
        var paged = new List<LedgerLine>();
        while (await ReadLinesAsync(store.Id, after: paged.LastOrDefault()?.Id, limit: 2) is { Count: > 0 } page)
        {
            paged.AddRange(page);
        }

        Assert.That(paged, Is.EqualTo(all));
    }

    [Test]
    public async Task Kind_and_batch_narrow_the_lines_and_leave_the_balances_as_they_were()
    {
        var store = await AddStoreAsync(credits: 10);
        Clock.Advance(TimeSpan.FromSeconds(1));
        await StartBatchAsync(store);
        Clock.Advance(TimeSpan.FromSeconds(1));
        var batchId = await StartBatchAsync(store);
        await DrainAsync(store.Id);

        var lines = await ReadLinesAsync(store.Id, EntryKind.Hold, batchId);
        Assert.That(lines.Select(line => (line.BatchId, line.AvailableAfter, line.HeldAfter)), Is.EqualTo(new[] { ((Guid?)batchId, 8L, 2L) }));
    }

    [Test]
    public async Task Another_stores_lines_are_not_there()
    {
        var (store, other) = (await AddStoreAsync(credits: 10), await AddStoreAsync(credits: 20));
        var theirs = await ReadLinesAsync(other.Id);
        Assert.That(await ReadLinesAsync(store.Id, after: theirs[0].Id), Is.Empty);
    }

    private Task<List<LedgerLine>> ReadLinesAsync(Guid storeId, EntryKind? kind = null, Guid? batchId = null, Guid? after = null, int? limit = null) =>
        Work.RunAsync(storeId, services => services.GetRequiredService<LedgerLines>().ReadAsync(kind, batchId, after, limit, CancellationToken.None));
}
