using System.CommandLine;
using Commerce.Workbench.Postgres;

namespace Commerce.Workbench.Commands;

/// <summary><c>postgres</c>: holds a throw-away server until it is told to stop, for tests run one at a time from an editor.</summary>
internal static class PostgresCommand
{
    public static Command Create()
    {
        var command = new Command("postgres", "Hold a throw-away database server for tests");
        command.SetAction((_, ct) => RunAsync(Checkout.Find(), ct));
        return command;
    }

    private static async Task<int> RunAsync(Checkout checkout, CancellationToken ct)
    {
        await using var server = await PostgresServer.StartAsync(PostgresOptions.ThrowAway(checkout), TimeProvider.System, ct);
        Console.WriteLine($"PostgreSQL runs as process {server.ProcessId}");
        Console.WriteLine($"export COMMERCE_TEST_POSTGRES='{server.ConnectionString}'");
        try
        {
            await server.WaitForExitAsync(ct);
            return 1;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return 0;
        }
    }
}
