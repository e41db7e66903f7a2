using Commerce.Workbench.Postgres;
using Npgsql;

namespace Commerce.Migrations.Tests;

[Category("Database")]
public sealed class MigratorTests
{
    private TestDatabase database = null!;

    [SetUp]
    public async Task CreateAsync() => database = await TestPostgres.CreateEmptyDatabaseAsync();

    [TearDown]
    public async Task DropAsync() => await database.DisposeAsync();

    [Test]
    public async Task Applies_every_script_once_and_then_nothing()
    {
        var first = await Migrator.ApplyAsync(database.Owner, database.Roles, CancellationToken.None);
        var second = await Migrator.ApplyAsync(database.Owner, database.Roles, CancellationToken.None);
        Assert.Multiple(() =>
        {
            Assert.That(first.Applied, Is.EqualTo(Script.All().Select(script => script.Name)));
            Assert.That((second.Applied.Count, second.AlreadyThere), Is.EqualTo((0, Script.All().Count)));
        });
    }

    [Test]
    public async Task Processes_that_migrate_at_once_apply_every_script_once()
    {
        var reports = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Migrator.ApplyAsync(database.Owner, database.Roles, CancellationToken.None)));
        Assert.That(reports.Sum(report => report.Applied.Count), Is.EqualTo(Script.All().Count));
    }

    [Test]
    public async Task Refuses_a_database_whose_applied_script_was_edited_afterwards()
    {
        await Migrator.ApplyAsync(database.Owner, database.Roles, CancellationToken.None);
        await ExecuteAsync("update schema_migrations set hash = 'edited' where name = '0002_catalogue.sql'");
        Assert.That(
            () => Migrator.ApplyAsync(database.Owner, database.Roles, CancellationToken.None),
            Throws.InvalidOperationException.With.Message.Contain("0002_catalogue.sql"));
    }

    [Test]
    public async Task Refuses_a_database_that_is_newer_than_the_program()
    {
        await Migrator.ApplyAsync(database.Owner, database.Roles, CancellationToken.None);
        await ExecuteAsync("insert into schema_migrations (name, hash) values ('9999_later.sql', 'x')");
        Assert.That(
            () => Migrator.ApplyAsync(database.Owner, database.Roles, CancellationToken.None),
            Throws.InvalidOperationException.With.Message.Contain("9999_later.sql"));
    }

    [Test]
    public async Task The_jobs_role_sees_its_own_tables_and_no_other()
    {
        await Migrator.ApplyAsync(database.Owner, database.Roles, CancellationToken.None);
        await using var jobs = NpgsqlDataSource.Create(database.Jobs);
        await using var own = jobs.CreateCommand("select count(*) from jobs.qrtz_triggers");
        await using var other = jobs.CreateCommand("select count(*) from public.stores");
        Assert.That(await own.ExecuteScalarAsync(), Is.EqualTo(0));
        Assert.That(async () => await other.ExecuteScalarAsync(), Throws.InstanceOf<PostgresException>().With.Property("SqlState").EqualTo("42501"));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var owner = NpgsqlDataSource.Create(database.Owner);
        await using var command = owner.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
