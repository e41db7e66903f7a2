using Commerce.Data;
using Commerce.Tenancy;
using Commerce.Tests.Infrastructure;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Tenancy;

/// <summary>Two layers keep stores apart. Each is shown to hold with the other one off.</summary>
[Category("Database")]
public sealed class WallTests : CoreFixture
{
    [Test]
    public async Task Every_table_with_a_store_is_behind_the_wall_enabled_and_forced()
    {
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        var open = await ListAsync(owner, """
            select c.relname from pg_class c
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'store_id' and not a.attisdropped
            where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname not in ('store_directory', 'webhook_signals', 'work_places')
              and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))
            """);
        var roles = await ListAsync(owner, "select rolname from pg_roles where rolname like 'commerce_%' and (rolbypassrls or rolsuper)");
        Assert.Multiple(() =>
        {
            Assert.That(open, Is.Empty);
            Assert.That(roles, Is.Empty);
        });
    }

    [Test]
    public async Task Raw_sql_as_the_app_role_without_a_store_returns_no_row_of_any_tenant_table()
    {
        await AddStoreAsync();
        await using var app = NpgsqlDataSource.Create(Database.App);
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        var tables = await ListAsync(owner, "select relname from pg_class where relkind = 'r' and relforcerowsecurity");
        Assert.That(tables, Has.Count.GreaterThan(15));
        foreach (var table in tables)
        {
            Assert.That((await ListAsync(app, $"select count(*)::text from {table}")).Single(), Is.EqualTo("0"), table);
        }
    }

    [Test]
    public async Task With_the_filters_lifted_the_database_still_shows_one_store_only()
    {
        var (mine, _) = (await AddStoreAsync(), await AddStoreAsync());
        var seen = await ReadAsync(mine.Id, context => context.Products.IgnoreQueryFilters([CommerceContext.StoreFilter]).Select(row => row.StoreId).ToListAsync());
        Assert.That(seen, Is.Not.Empty.And.All.EqualTo(mine.Id));
    }

    [Test]
    public async Task With_row_level_security_passed_the_filters_still_show_one_store_only()
    {
        var (mine, _) = (await AddStoreAsync(), await AddStoreAsync());
        var scope = new StoreScope();
        scope.Enter(mine.Id);
        await using var owner = NpgsqlDataSource.Create(Database.Owner);
        await using var context = new CommerceContext(new DbContextOptionsBuilder<CommerceContext>().UseNpgsql(owner).Options, scope);

        Assert.Multiple(async () =>
        {
            Assert.That(await context.Products.Select(row => row.StoreId).ToListAsync(), Is.Not.Empty.And.All.EqualTo(mine.Id));
            Assert.That(await context.Stores.Select(row => row.Id).ToListAsync(), Is.EqualTo(new[] { mine.Id }));
            Assert.That(await context.Products.IgnoreQueryFilters([CommerceContext.StoreFilter]).CountAsync(), Is.GreaterThan(1), "the superuser does pass the wall");
        });
    }

    [Test]
    public async Task Writing_for_another_store_is_refused_by_the_database()
    {
        var (mine, other) = (await AddStoreAsync(), await AddStoreAsync());
        var write = () => ReadAsync(mine.Id, context => context.Database.ExecuteSqlAsync($"update balances set available = 0 where store_id = {other.Id}"));
        Assert.That(await write(), Is.Zero);
        Assert.That(
            () => ReadAsync(mine.Id, context => context.Database.ExecuteSqlAsync($"insert into balances (store_id) values ({other.Id})")),
            Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo("42501"));
    }

    [Test]
    public async Task A_pooled_connection_forgets_its_last_store()
    {
        var mine = await AddStoreAsync();
        await ReadAsync(mine.Id, context => context.Products.CountAsync());
        await using var without = Services.CreateAsyncScope();
        Assert.That(await without.ServiceProvider.GetRequiredService<CommerceContext>().Database.SqlQuery<int>($"select count(*)::int as \"Value\" from products").SingleAsync(), Is.Zero);
    }

    [Test]
    public async Task Ledger_lines_cannot_be_changed_or_removed()
    {
        var mine = await AddStoreAsync();
        Assert.Multiple(() =>
        {
            Assert.That(() => ReadAsync(mine.Id, context => context.Entries.ExecuteDeleteAsync()), Throws.InstanceOf<PostgresException>());
            Assert.That(
                () => ReadAsync(mine.Id, context => context.Entries.ExecuteUpdateAsync(row => row.SetProperty(entry => entry.Note, "changed"))),
                Throws.InstanceOf<PostgresException>());
        });
    }

    private static async Task<List<string>> ListAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync())
        {
            rows.Add(reader.GetString(0));
        }

        return rows;
    }
}
