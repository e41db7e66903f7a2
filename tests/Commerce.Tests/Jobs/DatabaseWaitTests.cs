using System.Net;
using System.Net.Sockets;
using Commerce.Jobs;
using Commerce.Workbench.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Commerce.Tests.Jobs;

[Category("Database")]
public sealed class DatabaseWaitTests
{
    [Test]
    public async Task A_worker_waits_for_a_database_that_is_not_there_yet_and_goes_on_when_it_is()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        using var door = new TcpListener(IPAddress.Loopback, 0);
        door.Start();
        var closed = ((IPEndPoint)door.LocalEndpoint).Port;
        door.Stop();
        var real = new NpgsqlConnectionStringBuilder(database.Jobs);
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Jobs) { Host = "127.0.0.1", Port = closed, Timeout = 2, SslMode = SslMode.Disable }.ConnectionString);

        var waiting = new DatabaseWait(source, TimeProvider.System, NullLogger<DatabaseWait>.Instance).StartingAsync(CancellationToken.None);
        await Task.Delay(600);
        Assert.That(waiting.IsCompleted, Is.False, "nobody answers yet");

        using var relay = new Relay(closed, real.Host!, real.Port);
        await waiting.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Test]
    public async Task A_worker_does_not_wait_for_what_waiting_cannot_mend()
    {
        await using var database = await TestPostgres.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database.Jobs) { Database = "there_is_no_such_database" }.ConnectionString);
        await new DatabaseWait(source, TimeProvider.System, NullLogger<DatabaseWait>.Instance).StartingAsync(CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(30));
    }

    /// <summary>Opens a port late and hands everything through.</summary>
    private sealed class Relay : IDisposable
    {
        private readonly TcpListener listener;

        public Relay(int port, string host, int target)
        {
            listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            _ = RunAsync(host, target);
        }

        public void Dispose() => listener.Dispose();

        private async Task RunAsync(string host, int target)
        {
            while (true)
            {
                using var caller = await listener.AcceptTcpClientAsync();
                using var called = new TcpClient();
                await called.ConnectAsync(host, target);
                var (near, far) = (caller.GetStream(), called.GetStream());
                await Task.WhenAny(near.CopyToAsync(far), far.CopyToAsync(near));
            }
        }
    }
}
