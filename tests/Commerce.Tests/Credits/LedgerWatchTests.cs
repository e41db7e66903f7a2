using Commerce.Alerts;
using Commerce.Credits;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Credits;

/// <summary>R4: whatever stops adding up is found within a minute, by a look that costs little.</summary>
[Category("Database")]
public sealed class LedgerWatchTests : CoreFixture
{
    [Test]
    public async Task R4_a_balance_that_the_owner_of_the_database_meddled_with_raises_one_alert_and_resolves_when_it_is_mended()
    {
        var store = await AddStoreAsync(credits: 10, products: 0);
        await WatchAsync();
        Assert.That(await AlertAsync(store.Id), Is.Null);

        await AsOwnerAsync($"update balances set available = 11 where store_id = '{store.Id}'");
        await WatchAsync();
        await WatchAsync();
        var raised = await AlertAsync(store.Id);
        Assert.That((raised!.Code, raised.Times, raised.ResolvedAt), Is.EqualTo((AlertCodes.LedgerUnbalanced, 2, (DateTimeOffset?)null)));

        await AsOwnerAsync($"update balances set available = 10 where store_id = '{store.Id}'");
        await WatchAsync();
        Assert.That((await AlertAsync(store.Id))!.ResolvedAt, Is.EqualTo(Clock.GetUtcNow()));
    }

    [Test]
    public async Task R4_a_line_that_was_taken_out_or_a_hold_that_was_bent_is_found_by_the_next_full_check()
    {
        var store = await AddStoreAsync(credits: 10, products: 1);
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        Clock.Advance(TimeSpan.FromMinutes(10));
        await WatchAsync();
        await AsOwnerAsync($"update holds set captured = 0, released = 1 where store_id = '{store.Id}'");
        Clock.Advance(TimeSpan.FromDays(1.1));
        await WatchAsync();
        Assert.That((await AlertAsync(store.Id))?.ResolvedAt, Is.Null);
        Assert.That(await AlertAsync(store.Id), Is.Not.Null);
    }

    [Test]
    public async Task R4_only_stores_that_moved_are_looked_at_again_and_each_once_a_day()
    {
        var (still, moved) = (await AddStoreAsync(products: 0), await AddStoreAsync(products: 0));
        await WatchAsync();
        Clock.Advance(TimeSpan.FromMinutes(10));
        await WatchAsync();
        Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.That(await FindAsync(still.Id, moved.Id), Is.Empty);

        await Work.RunAsync(moved.Id, services => services.GetRequiredService<Ledger>().GrantAsync("more", 5, "More", CancellationToken.None));
        Assert.That(await FindAsync(still.Id, moved.Id), Is.EqualTo(new[] { moved.Id }));

        Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(await FindAsync(still.Id, moved.Id), Is.EquivalentTo(new[] { still.Id, moved.Id }));
    }

    [Test]
    public async Task R4_a_short_look_adds_new_lines_to_what_was_counted_in_full()
    {
        var store = await AddStoreAsync(credits: 10, products: 2);
        Clock.Advance(TimeSpan.FromMinutes(10));
        await WatchAsync();
        await StartBatchAsync(store);
        await DrainAsync(store.Id);
        Clock.Advance(TimeSpan.FromMinutes(1));
        await WatchAsync();
        var (checkpoint, full) = (await ReadAsync(store.Id, context => context.LedgerCheckpoints.SingleAsync()), await CheckLedgerAsync(store.Id));
        Assert.Multiple(() =>
        {
            Assert.That((checkpoint.Available, checkpoint.Held, checkpoint.Faults), Is.EqualTo((8L, 0L, 0)));
            Assert.That(checkpoint.SettledAvailable, Is.EqualTo(10), "the full check's share was not counted anew");
            Assert.That((full.Available, full.Held), Is.EqualTo((8L, 0L)));
        });
    }

    [Test]
    public async Task Ledger_lines_and_their_reasons_cannot_be_altered_or_removed_as_the_app_role()
    {
        var store = await AddStoreAsync(products: 0);
        await using var app = NpgsqlDataSource.Create(Database.App);
        foreach (var act in (string[])["update entries set note = 'changed'", "update entries set amount = 0", "delete from entries", "truncate entries"])
        {
            await using var connection = await app.OpenConnectionAsync();
            await using var enter = new NpgsqlCommand($"select set_config('app.stores', '{store.Id}', false)", connection);
            await enter.ExecuteNonQueryAsync();
            await using var command = new NpgsqlCommand(act, connection);
            Assert.That(async () => await command.ExecuteNonQueryAsync(), Throws.InstanceOf<PostgresException>(), act);
        }
    }

    private async Task WatchAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        await ActivatorUtilities.CreateInstance<LedgerWatchJob>(scope.ServiceProvider).Execute(null!);
    }

    private Task<IReadOnlyList<Guid>> FindAsync(params Guid[] stores) =>
        Work.RunAsync<IReadOnlyList<Guid>>(stores, services => services.GetRequiredService<LedgerWatch>().FindAsync(CancellationToken.None));

    private Task<Alert?> AlertAsync(Guid storeId) =>
        ReadAsync(storeId, context => context.Alerts.AsNoTracking().OrderByDescending(alert => alert.FirstSeen).FirstOrDefaultAsync(alert => alert.Subject == storeId.ToString()));

    private async Task AsOwnerAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
