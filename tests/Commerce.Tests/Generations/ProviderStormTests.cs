using Commerce.Batches;
using Commerce.Generations;
using Commerce.Jobs;
using Commerce.Providers;
using Commerce.Tests.Infrastructure;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Commerce.Tests.Generations;

/// <summary>A vendor over HTTP that misbehaves in every way vendors do. Each row ends as it should, and a failure costs nothing.</summary>
[Category("Database")]
public sealed class ProviderStormTests : CoreFixture
{
    private const int Attempts = 2;

    private StormVendor vendor = null!;
    private ServiceProvider services = null!;

    private static IEnumerable<TestCaseData> Ends()
    {
        yield return Case("429 without Retry-After, once", StormMoods.Status("order", 429, times: 1), GenerationState.Done, null, bought: 1);
        yield return Case("429 with Retry-After, once", StormMoods.Status("order", 429, times: 1, retryAfter: "30"), GenerationState.Done, null, bought: 1);
        yield return Case("429 for ever", StormMoods.Status("order", 429), GenerationState.Failed, "rate-limited", bought: 0);
        yield return Case("5xx once", StormMoods.Status("order", 503, times: 1), GenerationState.Done, null, bought: 1);
        yield return Case("5xx for ever", StormMoods.Status("order", 500), GenerationState.Failed, "unavailable", bought: 0);
        yield return Case("hangs with the order once", StormMoods.Hang("order", times: 1), GenerationState.Done, null, bought: 1);
        yield return Case("hangs with every order", StormMoods.Hang("order"), GenerationState.Failed, "answer-lost", bought: 0);
        yield return Case("breaks an order off once", StormMoods.Break("order", times: 1), GenerationState.Done, null, bought: 1);
        yield return Case("malformed JSON for an order, once", StormMoods.Words("order", "{\"task\":", times: 1), GenerationState.Done, null, bought: 1);
        yield return Case("malformed JSON for ever", StormMoods.Words("order", "<html>"), GenerationState.Failed, "internal", bought: 0);
        yield return Case("5xx for a task, once", StormMoods.Status("task", 502, times: 1), GenerationState.Done, null, bought: 1);
        yield return Case("hangs with every task", StormMoods.Hang("task"), GenerationState.Failed, "answer-lost", bought: 1);
        yield return Case("refusal", StormMoods.Status("order", 422), GenerationState.Failed, "refused", bought: 0);
        yield return Case("model gone", StormMoods.Status("order", 404), GenerationState.Failed, "model-gone", bought: 0);
        yield return Case("expired address, once", StormMoods.Status("file", 403, times: 1), GenerationState.Done, null, bought: 2);
        yield return Case("expired address for ever", StormMoods.Status("file", 410), GenerationState.Failed, "output-expired", bought: Attempts);
        yield return Case("slow drip for ever", StormMoods.Drip("file"), GenerationState.Failed, "answer-lost", bought: 1);
        yield return Case("slow drip once", StormMoods.Drip("file", times: 1), GenerationState.Done, null, bought: 1);
        yield return Case("5xx for a file, once", StormMoods.Status("file", 503, times: 1), GenerationState.Done, null, bought: 1);
        yield return Case("breaks a file off once", StormMoods.Break("file", times: 1), GenerationState.Done, null, bought: 1);
        yield return Case("wrong kind of file", StormMoods.Words("file", "<html>Sorry</html>", "image/png"), GenerationState.Failed, null, bought: 1);
    }

    [SetUp]
    public async Task StartAsync()
    {
        vendor = await StormVendor.StartAsync();
        services = Build(collection =>
        {
            collection.RemoveAll<IGenerationProvider>();
            collection.AddSingleton<IGenerationProvider>(new StormProvider(vendor.Address));
            collection.AddSingleton(new Retries { Attempts = Attempts, Doubts = Attempts });
            collection.AddSingleton(new StepLimits { Submit = TimeSpan.FromSeconds(4), Poll = TimeSpan.FromSeconds(4), Fetch = TimeSpan.FromSeconds(4) });
        });
    }

    [TearDown]
    public async Task StopAsync()
    {
        await services.DisposeAsync();
        await vendor.DisposeAsync();
        await using var source = NpgsqlDataSource.Create(Database.App);
        await using var close = source.CreateCommand("update provider_circuits set failures = 0, opened_at = null, probe_at = null");
        await close.ExecuteNonQueryAsync();
    }

    [TestCaseSource(nameof(Ends))]
    public async Task R12_a_row_ends_in_the_right_state_and_a_failure_is_never_charged(
        Func<string, HttpContext, Task<bool>> mood, GenerationState end, string? code, int bought)
    {
        vendor.Mood = mood;
        var store = await AddStoreAsync(credits: 5);
        var batchId = await StartBatchAsync(store);
        await WorkOffAsync(store.Id);

        var (row, ledger) = (await RowAsync(store.Id), await CheckLedgerAsync(store.Id));
        Assert.Multiple(async () =>
        {
            Assert.That(row.State, Is.EqualTo(end), row.ErrorMessage);
            Assert.That(row.DueAt, Is.Null);
            Assert.That(vendor.Bought, Has.Count.EqualTo(bought));
            Assert.That(ledger.Faults, Is.Empty);
            Assert.That((ledger.Available, ledger.Held), Is.EqualTo((end == GenerationState.Done ? 4L : 5L, 0L)));
            Assert.That(await ReadAsync(store.Id, context => context.Assets.CountAsync()), Is.EqualTo(end == GenerationState.Done ? 1 : 0));
            Assert.That(await ReadAsync(store.Id, context => context.Batches.Where(batch => batch.Id == batchId).Select(batch => batch.State).SingleAsync()), Is.EqualTo(end == GenerationState.Done ? BatchState.Done : BatchState.Failed));
            if (end == GenerationState.Failed)
            {
                Assert.That(row.ErrorCode, code is null ? Is.Not.Null : Is.EqualTo(code));
                Assert.That(row.ErrorMessage, Is.Not.Empty);
            }
        });
    }

    [Test]
    public async Task R12_the_pause_a_provider_asks_for_is_kept()
    {
        vendor.Mood = StormMoods.Status("order", 429, times: 1, retryAfter: "90");
        var store = await AddStoreAsync(credits: 1);
        await StartBatchAsync(store);
        await Backlog(services).AdvanceNextAsync(store.Id, "worker", CancellationToken.None);

        Assert.That((await RowAsync(store.Id)).DueAt, Is.GreaterThanOrEqualTo(Clock.GetUtcNow().AddSeconds(90)));
    }

    [Test]
    public async Task R12_an_order_delivered_in_part_is_charged_in_part()
    {
        vendor.Mood = StormMoods.Words("task", """{"state":"missing"}""", times: 1);
        var store = await AddStoreAsync(credits: 5, products: 3);
        var batchId = await StartBatchAsync(store);
        await WorkOffAsync(store.Id);

        var ledger = await CheckLedgerAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That(await ReadAsync(store.Id, context => context.Generations.CountAsync(row => row.State == GenerationState.Done)), Is.EqualTo(2));
            Assert.That(await ReadAsync(store.Id, context => context.Generations.Where(row => row.State == GenerationState.Failed).Select(row => row.ErrorCode).SingleAsync()), Is.EqualTo("incomplete"));
            Assert.That(await ReadAsync(store.Id, context => context.Batches.Where(batch => batch.Id == batchId).Select(batch => batch.State).SingleAsync()), Is.EqualTo(BatchState.Partial));
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((3L, 0L, true)));
        });
    }

    [Test]
    public async Task R12_the_breaker_opens_within_twenty_calls_and_the_rows_wait_it_out_without_an_attempt()
    {
        vendor.Mood = StormMoods.Status("order", 503);
        var store = await AddStoreAsync(credits: 60, products: 60);
        await StartBatchAsync(store);
        while (await Backlog(services).AdvanceNextAsync(store.Id, "worker", CancellationToken.None))
        {
        }

        var untried = await ReadAsync(store.Id, context => context.Generations.CountAsync(row => row.Attempt == 0 && row.State == GenerationState.Queued));
        Assert.Multiple(() =>
        {
            Assert.That(vendor.Calls, Is.LessThanOrEqualTo(20));
            Assert.That(untried, Is.GreaterThanOrEqualTo(40), "rows that were never sent have used up nothing");
        });

        vendor.Mood = StormVendor.Fair;
        await WorkOffAsync(store.Id);
        var ledger = await CheckLedgerAsync(store.Id);
        Assert.Multiple(async () =>
        {
            Assert.That(await ReadAsync(store.Id, context => context.Generations.CountAsync(row => row.State == GenerationState.Done)), Is.EqualTo(60));
            Assert.That((ledger.Available, ledger.Held, ledger.Balanced), Is.EqualTo((0L, 0L, true)));
        });
    }

    private static TestCaseData Case(string name, Func<string, HttpContext, Task<bool>> mood, GenerationState end, string? code, int bought) =>
        new TestCaseData(mood, end, code, bought).SetArgDisplayNames(name);

    private static new GenerationBacklog Backlog(IServiceProvider services) => services.GetServices<IBacklog>().OfType<GenerationBacklog>().Single();

    private async Task WorkOffAsync(Guid storeId)
    {
        for (var round = 0; round < 200; round++)
        {
            while (await Backlog(services).AdvanceNextAsync(storeId, "worker", CancellationToken.None))
            {
            }

            if (await Backlog(services).SettleAsync(storeId, CancellationToken.None) is not { } due)
            {
                return;
            }

            Clock.MoveTo(due);
        }

        Assert.Fail("The backlog did not drain.");
    }

    private Task<Generation> RowAsync(Guid storeId) => ReadAsync(storeId, context => context.Generations.AsNoTracking().SingleAsync());
}
