using System.Text.Json;
using Commerce.Workbench.Demo;
using Commerce.Workbench.Processes;

namespace Commerce.Tests.Demo;

/// <summary>The command itself: what it prints, how it ends, and what it leaves behind.</summary>
[Category("Chaos")]
[NonParallelizable]
[Platform("Linux")]
public sealed class DemoProgramTests
{
    [Test]
    public async Task A_worker_killed_by_an_outsider_comes_back_and_the_one_line_is_the_same()
    {
        using var catalogue = SmallCatalogue.WithProducts(6);
        using var demo = new DemoProgram("--catalogue", catalogue.Folder, "--videos", "0", "--json");
        await demo.UntilSaidAsync("Made 0 of 6");
        Unix.Signal(demo.Children("Commerce.Web.dll", "--role worker").Single(), Unix.Kill);

        Assert.That(await demo.EndAsync(), Is.Zero, demo.Errors);
        var result = JsonSerializer.Deserialize<DemoResult>(demo.Output, JsonSerializerOptions.Web)!;
        Assert.That(result with { Seconds = 0 }, Is.EqualTo(new DemoResult(6, new RowCounts(6, 0, 0), 6, 6, true, true, 0)));
        Assert.That(DemoProgram.Folders(demo.Id), Is.Empty);
    }

    [TestCase(Unix.Interrupt)]
    [TestCase(Unix.Terminate)]
    public async Task Stopping_it_half_way_leaves_nothing_behind(int signal)
    {
        using var catalogue = SmallCatalogue.WithProducts(12);
        using var demo = new DemoProgram("--catalogue", catalogue.Folder, "--videos", "0", "--json");
        await demo.UntilSaidAsync("Made 0 of 12");
        var children = demo.Children();
        Unix.Signal(demo.Id, signal);

        Assert.That(await demo.EndAsync(), Is.EqualTo(130));
        Assert.That(demo.Output, Is.Empty);
        Assert.That(demo.Errors, Does.EndWith("Stopped. Nothing of this demo is left."));
        Assert.That(children, Has.Count.GreaterThanOrEqualTo(4), "database, sandbox, app and worker were its children");
        Assert.That(children.Select(Unix.CommandLine), Is.All.Null.Or.All.Empty);
        Assert.That(DemoProgram.Folders(demo.Id), Is.Empty);
    }

    [Test]
    public async Task What_a_killed_demo_left_is_removed_by_the_next()
    {
        using var catalogue = SmallCatalogue.WithProducts(2);
        using var killed = new DemoProgram("--catalogue", catalogue.Folder, "--videos", "0", "--json");
        await killed.UntilSaidAsync("Made 0 of 2");
        var children = killed.Children();
        Unix.Signal(killed.Id, Unix.Kill);
        await killed.EndAsync();
        Assert.That(DemoProgram.Folders(killed.Id), Is.Not.Empty);
        Assert.That(() => children.Select(Unix.CommandLine).Where(line => line is { Length: > 0 }), Is.Empty.After(120_000, 100));

        using var next = new DemoProgram("--catalogue", catalogue.Folder, "--videos", "0", "--json");

        Assert.That(await next.EndAsync(), Is.Zero, next.Errors);
        Assert.That(DemoProgram.Folders(killed.Id), Is.Empty);
    }
}
