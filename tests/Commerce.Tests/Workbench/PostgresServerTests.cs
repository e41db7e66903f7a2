using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;
using Npgsql;

namespace Commerce.Tests.Workbench;

[Category("Database")]
public sealed class PostgresServerTests
{
    private static readonly Checkout Clone = Checkout.Find();

    [Test]
    public async Task Keeps_its_data_over_an_orderly_stop()
    {
        var options = PostgresOptions.ThrowAway(Clone) with { Durable = true, ThrownAway = false };
        await using (var first = await StartAsync(options))
        {
            await ExecuteAsync(first, "create table kept (n int); insert into kept values (7)");
        }
        await using (var second = await StartAsync(options))
        {
            Assert.That(await ScalarAsync(second, "select n from kept"), Is.EqualTo(7));
        }
        Directory.Delete(options.Folder, recursive: true);
    }

    [Test]
    public async Task Recovers_from_a_crash_and_keeps_what_was_committed()
    {
        var options = PostgresOptions.ThrowAway(Clone) with { Durable = true, ThrownAway = false };
        await using (var crashed = await StartAsync(options))
        {
            await ExecuteAsync(crashed, "create table kept (n int); insert into kept values (7)");
            Unix.Signal(crashed.ProcessId, Unix.Kill);
        }
        Assert.That(File.Exists(Path.Combine(options.Folder, "data", "postmaster.pid")), "a crash leaves its pid file");

        await using (var recovered = await StartAsync(options))
        {
            Assert.That(await ScalarAsync(recovered, "select n from kept"), Is.EqualTo(7));
        }
        Directory.Delete(options.Folder, recursive: true);
    }

    [Test]
    public async Task A_pid_file_that_names_another_program_hinders_nothing_and_harms_nobody()
    {
        var options = PostgresOptions.ThrowAway(Clone) with { Durable = true, ThrownAway = false };
        await (await StartAsync(options)).DisposeAsync();
        var own = Environment.ProcessId;
        await File.WriteAllTextAsync(Path.Combine(options.Folder, "data", "postmaster.pid"), $"{own}\n{options.Folder}/data\n0\n0\n");

        await using (var server = await StartAsync(options))
        {
            Assert.That(await ScalarAsync(server, "select 1"), Is.EqualTo(1));
        }
        Directory.Delete(options.Folder, recursive: true);
    }

    [Test]
    public async Task Is_gone_with_its_files_after_a_throw_away_run()
    {
        var options = PostgresOptions.ThrowAway(Clone);
        var server = await StartAsync(options);
        var process = server.ProcessId;
        await server.DisposeAsync();

        Assert.Multiple(() =>
        {
            Assert.That(Unix.CommandLine(process), Is.Null.Or.Empty);
            Assert.That(Directory.Exists(options.Folder), Is.False);
        });
    }

    [Test]
    public async Task Refuses_a_wrong_password()
    {
        await using var server = await StartAsync(PostgresOptions.ThrowAway(Clone));
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "wrong", Pooling = false }.ConnectionString);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => connection.OpenAsync());
        Assert.That(refused!.SqlState, Is.EqualTo(PostgresErrorCodes.InvalidPassword));
    }

    [Test]
    public async Task Runs_from_a_clone_that_only_its_owner_may_enter()
    {
        var closed = Directory.CreateTempSubdirectory("commerce-closed-");
        var clone = new Checkout(closed.FullName);
        Directory.CreateSymbolicLink(clone.NodeModules, Clone.NodeModules);
        try
        {
            await using var server = await StartAsync(PostgresOptions.Kept(clone, "only-for-this-test"));
            Assert.That(await ScalarAsync(server, "select 1"), Is.EqualTo(1));
        }
        finally
        {
            closed.Delete(recursive: true);
            if (Directory.Exists(PostgresBinaries.StateFolder(clone)))
            {
                Directory.Delete(PostgresBinaries.StateFolder(clone), recursive: true);
            }
        }
    }

    private static Task<PostgresServer> StartAsync(PostgresOptions options) =>
        PostgresServer.StartAsync(options, TimeProvider.System, CancellationToken.None);

    private static async Task ExecuteAsync(PostgresServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<object?> ScalarAsync(PostgresServer server, string sql)
    {
        await using var source = NpgsqlDataSource.Create(server.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }
}
