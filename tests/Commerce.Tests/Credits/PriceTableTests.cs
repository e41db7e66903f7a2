using Commerce.Credits;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Credits;

/// <summary>TECH-09: prices are data, changed by an operator, and every change is kept.</summary>
[Category("Database")]
public sealed class PriceTableTests : CoreFixture
{
    [Test]
    public async Task TECH09_a_change_counts_from_now_and_says_who_when_and_what()
    {
        Assert.That(await ChangeAsync("video", 5, 8), Is.True);
        var (price, change) = (await PriceAsync("video"), (await ChangesAsync())[0]);
        Assert.That((price, change.CreditsBefore, change.CreditsAfter, change.ChangedBy, change.ChangedAt), Is.EqualTo((8, 5, 8, "staff 7", Clock.GetUtcNow())));
        Assert.That(await ChangeAsync("video", 8, 5), Is.True);
    }

    [TestCase("image", 9, 2, TestName = "TECH09 a price that another operator changed meanwhile stays")]
    [TestCase("image", 1, 1, TestName = "TECH09 the same price is no change")]
    [TestCase("music", 1, 2, TestName = "TECH09 what has no price cannot be changed")]
    public async Task Nothing_is_changed_and_nothing_written(string action, int seen, int credits)
    {
        var before = (await ChangesAsync()).Count;
        Assert.That(await ChangeAsync(action, seen, credits), Is.False);
        Assert.That((await ChangesAsync()).Count, Is.EqualTo(before));
    }

    [Test]
    public async Task TECH09_of_64_operators_who_saw_the_same_price_one_changes_it()
    {
        var done = await Task.WhenAll(Enumerable.Range(0, 64).Select(number => ChangeAsync("image", 1, 2 + (number % 2))));
        Assert.That(done.Count(one => one), Is.EqualTo(1));
        Assert.That(await ChangeAsync("image", await PriceAsync("image"), 1), Is.True);
    }

    [Test]
    public async Task TECH09_the_history_cannot_be_altered_and_no_price_removed_by_the_app()
    {
        await ChangeAsync("video", 5, 6);
        await ChangeAsync("video", 6, 5);
        await using var app = NpgsqlDataSource.Create(Database.App);
        foreach (var sql in (string[])["update price_changes set changed_by = 'nobody'", "delete from price_changes", "delete from prices", "update prices set model = 'other'"])
        {
            await using var command = app.CreateCommand(sql);
            Assert.That(async () => await command.ExecuteNonQueryAsync(), Throws.InstanceOf<PostgresException>(), sql);
        }
    }

    [TestCase(-1)]
    [TestCase(PriceTable.Highest + 1)]
    public void TECH09_a_price_outside_the_sensible_is_refused(int credits) =>
        Assert.That(() => ChangeAsync("image", 1, credits), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private async Task<bool> ChangeAsync(string action, int seen, int credits)
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PriceTable>().ChangeAsync(action, "local", seen, credits, "staff 7", CancellationToken.None);
    }

    private async Task<List<PriceChange>> ChangesAsync()
    {
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<PriceTable>().ChangesAsync(10, CancellationToken.None);
    }

    private async Task<int> PriceAsync(string action)
    {
        await using var scope = Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<PriceTable>().ReadAsync(CancellationToken.None)).Single(price => price.Action == action && price.Model == "local").Credits;
    }
}
