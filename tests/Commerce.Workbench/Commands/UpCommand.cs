using System.CommandLine;

namespace Commerce.Workbench.Commands;

/// <summary><c>./studio up</c>: starts everything, prints one address and runs until it is told to stop.</summary>
internal static class UpCommand
{
    public static Command Create()
    {
        var command = new Command("up", "Start the database, the sandbox stores and the app");
        command.SetAction((_, ct) => RunAsync(Checkout.Find(), ct));
        return command;
    }

    private static async Task<int> RunAsync(Checkout checkout, CancellationToken ct)
    {
        using var runLock = RunLock.TryTake(checkout);
        if (runLock is null)
        {
            Console.WriteLine(RunLock.Holder(checkout) is { } running
                ? $"Commerce Studio already runs from this folder (process {running.ProcessId}): {running.Url}"
                : "Commerce Studio is already starting from this folder.");
            return 1;
        }

        await using var studio = new RunningParts(checkout, TimeProvider.System);
        try
        {
            var url = await studio.StartAsync(ct);
            runLock.Announce(checkout, new RunningStudio(Environment.ProcessId, url.ToString()));
            Console.WriteLine($"\nReady: {url}\nStop with Ctrl-C, or: kill {Environment.ProcessId}\nLogs: {checkout.Logs}\n");
            Console.WriteLine($"{await studio.WaitForEndAsync(ct)} has ended. Its log is in {checkout.Logs}. Stopping the rest.");
            return 1;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            Console.WriteLine("Stopping.");
            return 0;
        }
    }
}
