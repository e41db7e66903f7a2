using Commerce.Workbench.Postgres;
using Npgsql;

namespace Commerce.Tests.Workbench;

[Category("Database")]
public sealed class TestPostgresTests
{
    [Test]
    public async Task Gives_each_test_a_migrated_database_of_its_own()
    {
        await using var one = await TestPostgres.CreateDatabaseAsync();
        await using var other = await TestPostgres.CreateDatabaseAsync();
        await ExecuteAsync(one.Owner, "create table only_here (n int)");

        Assert.That(await ScalarAsync(one.Owner, "select count(*) > 0 from schema_migrations"), Is.True);
        Assert.That(await ScalarAsync(other.Owner, "select to_regclass('only_here') is null"), Is.True);
    }

    [Test]
    public async Task Logs_each_role_in_as_itself_without_power_over_row_security()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();

        foreach (var (connection, role) in new[] { (database.App, database.Roles.App), (database.Jobs, database.Roles.Jobs) })
        {
            Assert.That(await ScalarAsync(connection, "select current_user::text"), Is.EqualTo(role));
            Assert.That(await ScalarAsync(connection, "select rolsuper or rolbypassrls from pg_roles where rolname = current_user"), Is.False);
        }
    }

    [Test]
    public async Task Drops_the_database_in_the_end()
    {
        var database = await TestPostgres.CreateDatabaseAsync();
        await database.DisposeAsync();

        var left = await ScalarAsync(await TestPostgres.AdminConnectionStringAsync(), $"select count(*) from pg_database where datname = '{database.Name}'");
        Assert.That(left, Is.Zero);
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
