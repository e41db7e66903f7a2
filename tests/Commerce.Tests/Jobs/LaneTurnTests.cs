using Commerce.Jobs;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Jobs;

[Category("Database")]
public sealed class LaneTurnTests : CoreFixture
{
    [Test]
    public async Task Work_that_comes_due_while_a_lane_settles_is_not_forgotten()
    {
        var store = await AddStoreAsync(products: 0);
        await MarkAsync(store.Id);
        var due = await DueAsync(store.Id);
        Clock.MoveTo(Clock.GetUtcNow() + TimeSpan.FromSeconds(1));

        await TurnOf(new EmptyBacklog(whileSettling: () => MarkAsync(store.Id))).RunAsync(store.Id, "worker", CancellationToken.None);

        Assert.That(await DueAsync(store.Id), Is.GreaterThan(due!.Value));
    }

    [Test]
    public async Task A_store_without_due_rows_is_left_alone_afterwards()
    {
        var store = await AddStoreAsync(products: 0);
        await MarkAsync(store.Id);

        await TurnOf(new EmptyBacklog(() => Task.CompletedTask)).RunAsync(store.Id, "worker", CancellationToken.None);

        Assert.That(await DueAsync(store.Id), Is.Null);
    }

    [Test]
    public async Task Turns_go_round_the_stores_that_are_due_and_pass_over_those_that_rest()
    {
        await RestAllAsync();
        var (first, second, third, paused) = (await AddStoreAsync(products: 0), await AddStoreAsync(products: 0), await AddStoreAsync(products: 0), await AddStoreAsync(products: 0));
        foreach (var store in (TestStore[])[first, second, paused])
        {
            await MarkAsync(store.Id);
        }

        await ReadAsync(paused.Id, context => context.StoreDirectory.Where(route => route.StoreId == paused.Id).ExecuteUpdateAsync(route => route.SetProperty(row => row.Paused, true)));
        var turn = TurnOf(new EmptyBacklog(() => Task.CompletedTask));
        var taken = new List<Guid?>();
        for (var number = 0; number < 4; number++)
        {
            taken.Add(await turn.TakeStoreAsync(except: null, CancellationToken.None));
        }

        await MarkAsync(third.Id);
        taken.Add(await turn.TakeStoreAsync(except: null, CancellationToken.None));
        Assert.That(taken[..2], Is.EquivalentTo(new Guid?[] { first.Id, second.Id }));
        Assert.That(taken[2..4], Is.EqualTo(taken[..2]), "round and round");
        Assert.That(taken[4], Is.EqualTo(third.Id), "who comes new has had no turn yet");
    }

    private async Task RestAllAsync()
    {
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await using var command = owner.CreateCommand("update store_directory set backlog_due_at = null");
        await command.ExecuteNonQueryAsync();
    }

    private LaneTurn TurnOf(IBacklog backlog) => ActivatorUtilities.CreateInstance<LaneTurn>(Services, (IEnumerable<IBacklog>)[backlog]);

    private Task MarkAsync(Guid storeId) => Work.RunAsync(storeId, scope => scope.GetRequiredService<Wake>().MarkAsync(storeId, CancellationToken.None));

    private Task<DateTimeOffset?> DueAsync(Guid storeId) => ReadAsync(
        storeId, context => context.StoreDirectory.Where(route => route.StoreId == storeId).Select(route => route.BacklogDueAt).SingleAsync());

    private sealed class EmptyBacklog(Func<Task> whileSettling) : IBacklog
    {
        public Task<bool> AdvanceNextAsync(Guid storeId, string worker, CancellationToken cancellationToken) => Task.FromResult(false);

        public async Task<DateTimeOffset?> SettleAsync(Guid storeId, CancellationToken cancellationToken)
        {
            await whileSettling();
            return null;
        }
    }
}
