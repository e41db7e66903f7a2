using Commerce.Generations;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Generations;

/// <summary>The operator's limits hold in the whole cluster, whatever races for a place.</summary>
[Category("Database")]
[NonParallelizable]
public sealed class PlacesTests : CoreFixture
{
    private const int Racers = 64;

    [SetUp]
    public void Reset() => Images.Reset();

    [TearDown]
    public Task LiftAsync() => OwnerAsync("delete from provider_limits; delete from work_places; update store_directory set places = null");

    [Test]
    public async Task Of_64_at_once_no_more_rows_than_the_providers_places_begin()
    {
        var (one, two) = (await AddStoreAsync(credits: 40, products: 40), await AddStoreAsync(credits: 40, products: 40));
        await StartBatchAsync(one);
        await StartBatchAsync(two);
        await OwnerAsync("insert into provider_limits values ('local', 5)");
        Assert.That(await RaceAsync(one.Id, two.Id), Is.EqualTo(5));
        Assert.That(await RaceAsync(one.Id, two.Id), Is.Zero, "all places are taken");
    }

    [Test]
    public async Task Of_64_at_once_no_more_rows_than_the_stores_places_begin()
    {
        var (limited, free) = (await AddStoreAsync(credits: 80, products: 80), await AddStoreAsync(credits: 80, products: 80));
        await StartBatchAsync(limited);
        await StartBatchAsync(free);
        await OwnerAsync($"update store_directory set places = 3 where store_id = '{limited.Id}'");
        Assert.That(await RaceAsync(limited.Id), Is.EqualTo(3));
        Assert.That(await RaceAsync(free.Id), Is.EqualTo(Racers), "no limit of its own");
    }

    [Test]
    public async Task A_place_is_free_again_when_its_row_has_ended_and_when_its_worker_is_silent_for_long()
    {
        var store = await AddStoreAsync(credits: 4, products: 4);
        await StartBatchAsync(store);
        await OwnerAsync("insert into provider_limits values ('local', 1)");
        await using var process = Build();
        var backlog = process.GetServices<Commerce.Jobs.IBacklog>().OfType<GenerationBacklog>().Single();
        Assert.That(await backlog.AdvanceNextAsync(store.Id, "one", CancellationToken.None), Is.True);
        Assert.That(await CountAsync(store.Id, GenerationState.Done), Is.EqualTo(1));

        Images.OnStep = (_, _) => throw new OperationCanceledException("killed");
        await Assert.ThatAsync(() => backlog.AdvanceNextAsync(store.Id, "two", CancellationToken.None), Throws.InstanceOf<OperationCanceledException>());
        Images.Reset();
        Assert.That(await backlog.AdvanceNextAsync(store.Id, "three", CancellationToken.None), Is.False, "the dead one still stands there");
        Clock.Advance(TimeSpan.FromMinutes(1));
        for (var turn = 0; turn < 3; turn++)
        {
            Assert.That(await backlog.AdvanceNextAsync(store.Id, $"later {turn}", CancellationToken.None), Is.True);
        }

        Assert.That(await CountAsync(store.Id, GenerationState.Done), Is.EqualTo(4));
        Assert.That((await CheckLedgerAsync(store.Id)).Faults, Is.Empty);
    }

    // Each racer takes for one of the stores in turn; how many rows they have together.
    private async Task<int> RaceAsync(params Guid[] stores)
    {
        await using var process = Build();
        var taken = await Task.WhenAll(Enumerable.Range(0, Racers).Select(number => process.GetRequiredService<Commerce.Tenancy.StoreWork>().RunAsync(
            stores[number % stores.Length], services => services.GetRequiredService<Claims>().TakeAsync($"racer {number}", 1, CancellationToken.None))));
        return taken.Sum(rows => rows.Count);
    }

    private Task<int> CountAsync(Guid storeId, GenerationState state) => ReadAsync(storeId, context => context.Generations.CountAsync(row => row.State == state));

    private async Task OwnerAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
