using System.Threading.Channels;
using Commerce.Data;
using Commerce.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Commerce.Tests.Data;

/// <summary>What is said on a channel is heard, also after the connection broke.</summary>
[Category("Database")]
public sealed class ChannelListenerTests : CoreFixture
{
    // Only for a test that is going to fail; nothing is measured.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Test]
    public async Task What_is_said_is_handed_out_and_a_connection_that_is_cut_is_opened_anew()
    {
        using var stop = new CancellationTokenSource();
        var (heard, begun) = (Channel.CreateUnbounded<string>(), Channel.CreateUnbounded<bool>());
        var listening = Services.GetRequiredService<ChannelListener>().RunAsync(
            "a_channel", text => heard.Writer.TryWrite(text), () => begun.Writer.TryWrite(true), stop.Token);
        await using var app = NpgsqlDataSource.Create(Database.App);
        for (var cut = 0; cut < 3; cut++)
        {
            await begun.Reader.ReadAsync().AsTask().WaitAsync(Patience);
            await RunAsync(app, $"select pg_notify('a_channel', 'word {cut}')");
            Assert.That(await heard.Reader.ReadAsync().AsTask().WaitAsync(Patience), Is.EqualTo($"word {cut}"));
            await RunAsync(app, "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = 'listen a_channel'");
        }

        await stop.CancelAsync();
        await Assert.ThatAsync(() => listening, Throws.InstanceOf<OperationCanceledException>());
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
