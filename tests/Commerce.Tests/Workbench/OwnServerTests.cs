using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Npgsql;

namespace Commerce.Tests.Workbench;

[Category("Database")]
public sealed class OwnServerTests
{
    [Test]
    public async Task Makes_the_named_database_once_and_takes_it_as_it_is_afterwards()
    {
        var settings = new NpgsqlConnectionStringBuilder(await TestPostgres.AdminConnectionStringAsync()) { Database = $"own \"{TestContext.CurrentContext.Test.ID}" };
        try
        {
            await OwnServer.PrepareAsync(settings.ConnectionString, CancellationToken.None);
            await OwnServer.PrepareAsync(settings.ConnectionString, CancellationToken.None);

            await using var source = NpgsqlDataSource.Create(settings.ConnectionString);
            await using var command = source.CreateCommand("select current_database()::text");
            Assert.That(await command.ExecuteScalarAsync(), Is.EqualTo(settings.Database));
        }
        finally
        {
            await RunAsAdminAsync($"drop database if exists {new NpgsqlCommandBuilder().QuoteIdentifier(settings.Database!)} with (force)");
        }
    }

    [TestCase("Host=127.0.0.1;Port=1;Database=x;Username=u;Password=secret-word", "127.0.0.1:1")]
    [TestCase("not a connection string", "looks like")]
    public async Task Says_in_words_why_a_server_cannot_be_used(string connectionString, string expected)
    {
        var problem = await Assert.ThrowsAsync<ProblemException>(() => OwnServer.PrepareAsync(connectionString, CancellationToken.None));

        Assert.That(problem!.Message, Does.Contain(expected).And.Not.Contain("secret-word"));
    }

    [Test]
    public async Task Refuses_a_login_that_may_not_create_roles()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();

        var problem = await Assert.ThrowsAsync<ProblemException>(() => OwnServer.PrepareAsync(database.App, CancellationToken.None));

        Assert.That(problem!.Message, Does.Contain("may not create roles"));
    }

    private static async Task RunAsAdminAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(await TestPostgres.AdminConnectionStringAsync());
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
