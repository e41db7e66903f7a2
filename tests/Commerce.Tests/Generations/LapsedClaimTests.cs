using Commerce.Generations;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Generations;

/// <summary>A worker that was held up for longer than its lease changes nothing any more.</summary>
[Category("Database")]
public sealed class LapsedClaimTests : CoreFixture
{
    [SetUp]
    public void Reset() => Images.Reset();

    [Test]
    public async Task A_row_that_another_worker_took_before_the_claim_was_read_is_left_to_it()
    {
        await HandOver.BetweenClaimAndReadAsync(Database.Owner, "generations");
        var store = await AddStoreAsync(credits: 1);
        await StartBatchAsync(store);
        Assert.That(await Backlog.AdvanceNextAsync(store.Id, HandOver.Slow, CancellationToken.None), Is.False);

        var row = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().SingleAsync());
        Assert.That((row.LeaseOwner, row.State, Images.Submitted.Count), Is.EqualTo((HandOver.Quick, GenerationState.Submitting, 0)));
    }

    [Test]
    public async Task A_row_that_has_ended_is_moved_by_nobody()
    {
        var store = await AddStoreAsync(credits: 1);
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        var done = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().SingleAsync());
        foreach (var state in new[] { GenerationState.Queued, GenerationState.Done, GenerationState.Failed })
        {
            var moved = await Work.RunAsync(store.Id, services => services.GetRequiredService<Transitions>()
                .WriteAsync([new RowMove(done, state, "Once more") { DueAt = Clock.GetUtcNow() }], CancellationToken.None));
            Assert.That(moved, Is.Empty, $"{state}");
        }

        var ledger = await CheckLedgerAsync(store.Id);
        var row = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().SingleAsync());
        Assert.That((row.State, row.DueAt, ledger.Available, ledger.Balanced), Is.EqualTo((GenerationState.Done, (DateTimeOffset?)null, 0L, true)));
    }
}
