using System.Diagnostics;
using Commerce.Workbench;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;

namespace Commerce.Tests.Workbench;

[Category("Chaos")]
[Platform("Linux")]
public sealed class ProcessGroupTests
{
    private static readonly string Workbench = typeof(Checkout).Assembly.Location;

    [Test]
    public async Task Ends_its_children_in_reverse_order()
    {
        var group = new ProcessGroup();
        var first = group.Start(new ChildCommand("first", "sleep", "600"));
        var second = group.Start(new ChildCommand("second", "sleep", "600"));
        var firstEnd = first.WaitForExitAsync(CancellationToken.None);
        var aliveWhenSecondEnded = second.WaitForExitAsync(CancellationToken.None).ContinueWith(_ => !firstEnd.IsCompleted, TaskScheduler.Default);

        await group.DisposeAsync();

        Assert.That(await aliveWhenSecondEnded, Is.True);
        Assert.That(firstEnd.IsCompleted, Is.True);
    }

    [Test]
    public async Task Starts_nothing_after_its_end()
    {
        var group = new ProcessGroup();
        await group.DisposeAsync();

        Assert.Throws<ObjectDisposedException>(() => group.Start(new ChildCommand("late", "sleep", "600")));
    }

    [Test]
    public async Task Kills_a_child_that_ignores_the_request_to_end()
    {
        var group = new ProcessGroup();
        var stubborn = group.Start(new ChildCommand("stubborn", "sh", "-c", "trap '' TERM; while :; do sleep 1; done"));
        var end = stubborn.WaitForExitAsync(CancellationToken.None);

        await group.DisposeAsync();

        Assert.That(async () => await end.WaitAsync(TimeSpan.FromSeconds(10)), Throws.Nothing);
    }

    [Test]
    public async Task A_killed_parent_leaves_no_server_behind()
    {
        var clone = Directory.CreateTempSubdirectory("commerce-killed-");
        try
        {
            Directory.CreateSymbolicLink(Path.Combine(clone.FullName, "node_modules"), Checkout.Find().NodeModules);
            using var parent = Start(clone.FullName);
            var server = await FirstLineAsync(parent);
            Assert.That(Unix.CommandLine(server), Does.Contain("postgres"));

            parent.Kill();
            await parent.WaitForExitAsync();

            Assert.That(() => Unix.CommandLine(server), Is.Null.Or.Empty.After(20_000, 100));
        }
        finally
        {
            clone.Delete(recursive: true);
            if (Directory.Exists(PostgresBinaries.StateFolder(new Checkout(clone.FullName))))
            {
                Directory.Delete(PostgresBinaries.StateFolder(new Checkout(clone.FullName)), recursive: true);
            }
        }
    }

    /// <summary>The Workbench's own command that holds a server; it tells the server's process id.</summary>
    private static Process Start(string clone)
    {
        var start = new ProcessStartInfo(Tools.Dotnet, [Workbench, "postgres"]) { RedirectStandardOutput = true };
        start.Environment["COMMERCE_ROOT"] = clone;
        return Process.Start(start)!;
    }

    private static async Task<int> FirstLineAsync(Process parent)
    {
        var line = await parent.StandardOutput.ReadLineAsync();
        return int.Parse(line!.Split(' ')[^1], System.Globalization.CultureInfo.InvariantCulture);
    }
}
