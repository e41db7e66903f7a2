using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Commerce.Tests.Generations;

/// <summary>A row may take far longer than a lease, for as long as whoever has it shows that it lives.</summary>
[Category("Database")]
public sealed class LongRowTests : CoreFixture
{
    private static readonly TimeSpan Length = TimeSpan.FromMinutes(45);
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(new JobOptions().LeaseSeconds);

    [SetUp]
    public void Reset() => Images.Reset();

    [Test]
    public async Task A_row_that_takes_45_minutes_runs_once_on_the_lease_that_workers_have()
    {
        var clock = new DrivenClock(Clock.GetUtcNow());
        await using var patient = Process(clock);
        await using var eager = Process(clock);
        var store = await AddStoreAsync(credits: 1);
        await StartBatchAsync(store);
        var (began, signs) = (clock.GetUtcNow(), 0);
        Images.OnWait = async (step, stop) =>
        {
            for (; step == "fetch" && clock.GetUtcNow() < began + Length; signs++)
            {
                clock.MoveTo(await NextSignAsync(clock, stop));
                Assert.That(await BacklogOf(eager).AdvanceNextAsync(store.Id, "eager", stop), Is.False);
            }
        };
        await BacklogOf(patient).AdvanceNextAsync(store.Id, "patient", CancellationToken.None);
        var row = await ReadAsync(store.Id, context => context.Generations.AsNoTracking().SingleAsync());
        Assert.Multiple(async () =>
        {
            Assert.That((row.State, row.Attempt, row.EndedAt), Is.EqualTo((GenerationState.Done, 1, (DateTimeOffset?)clock.GetUtcNow())));
            Assert.That(clock.GetUtcNow(), Is.GreaterThanOrEqualTo(began + Length));
            Assert.That(signs, Is.GreaterThanOrEqualTo(Length / Lease), "a sign of life at least once a lease");
            Assert.That(Images.Submitted.Values, Is.EqualTo(new[] { 1 }));
            Assert.That((await CheckLedgerAsync(store.Id)).Faults, Is.Empty);
        });
    }

    [Test]
    public async Task A_row_whose_worker_shows_no_sign_of_life_for_a_lease_goes_to_another_and_is_not_bought_again()
    {
        var store = await AddStoreAsync(credits: 1);
        await StartBatchAsync(store);
        Images.OnWait = async (step, stop) =>
        {
            if (step == "fetch")
            {
                Images.OnWait = (_, _) => Task.CompletedTask;
                Clock.Advance(Lease);
                Assert.That(await Backlog.AdvanceNextAsync(store.Id, "eager", stop), Is.True);
            }
        };
        await Backlog.AdvanceNextAsync(store.Id, "silent", CancellationToken.None);
        Assert.Multiple(async () =>
        {
            Assert.That(Images.Submitted.Values, Is.EqualTo(new[] { 1 }), "the task was adopted");
            Assert.That(await ReadAsync(store.Id, context => context.Assets.CountAsync()), Is.EqualTo(1));
            Assert.That((await CheckLedgerAsync(store.Id)).Faults, Is.Empty);
        });
    }

    private ServiceProvider Process(DrivenClock clock) => Build(services => services.AddSingleton<TimeProvider>(clock));

    private static GenerationBacklog BacklogOf(IServiceProvider process) => process.GetServices<IBacklog>().OfType<GenerationBacklog>().Single();

    // The keeper of the lease waits for its next sign of life only when the last one is written.
    private static async Task<DateTimeOffset> NextSignAsync(DrivenClock clock, CancellationToken stop)
    {
        while (true)
        {
            if (clock.Next is { } next && next < clock.GetUtcNow() + Lease)
            {
                return next;
            }

            await Task.Delay(1, stop);
        }
    }
}
