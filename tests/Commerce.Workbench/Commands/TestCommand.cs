using System.CommandLine;
using Commerce.Workbench.Postgres;
using Commerce.Workbench.Processes;
using Commerce.Workbench.Suites;

namespace Commerce.Workbench.Commands;

/// <summary><c>./studio test</c>: runs every suite on one throw-away database server and ends with the totals.</summary>
internal static class TestCommand
{
    public static Command Create()
    {
        var filter = new Argument<string?>("filter") { Arity = ArgumentArity.ZeroOrOne, Description = "Run only tests whose full name contains this" };
        var category = new Option<string?>("--category") { Description = "Run only tests of this category: Database, Browser, Contract or Chaos" };
        var command = new Command("test", "Run the tests") { filter, category };
        command.SetAction((parsed, ct) => RunAsync(Checkout.Find(), Filter(parsed.GetValue(filter), parsed.GetValue(category)), ct));
        return command;
    }

    private static string? Filter(string? name, string? category)
    {
        string?[] parts = [name is null ? null : $"FullyQualifiedName~{name}", category is null ? null : $"TestCategory={category}"];
        var given = parts.OfType<string>().ToList();
        return given.Count == 0 ? null : string.Join("&", given);
    }

    private static async Task<int> RunAsync(Checkout checkout, string? filter, CancellationToken ct)
    {
        await using var server = await PostgresServer.StartAsync(PostgresOptions.ThrowAway(checkout), TimeProvider.System, ct);
        await using var group = new ProcessGroup();
        var runner = new SuiteRunner(checkout, group, server.ConnectionString);
        var finished = new List<SuiteResult>();
        foreach (var project in runner.Projects())
        {
            finished.Add(Report(await runner.RunProjectAsync(project, filter, ct)));
        }
        // Node's tests have no categories and other names, so a filter leaves them out.
        foreach (var package in filter is null ? runner.Packages() : [])
        {
            finished.Add(Report(await runner.RunPackageAsync(package, ct)));
        }

        Explain(checkout, finished);
        Console.WriteLine(SuiteResult.Totals(finished));
        return SuiteResult.ExitCode(finished);
    }

    private static SuiteResult Report(SuiteResult result)
    {
        Console.WriteLine($"{result.Name}: {SuiteResult.Totals([result])}");
        return result;
    }

    private static void Explain(Checkout checkout, List<SuiteResult> finished)
    {
        foreach (var failure in finished.SelectMany(result => result.Failures))
        {
            Console.WriteLine($"\nFailed: {failure}");
        }
        if (finished.Any(result => result.Failed > 0))
        {
            Console.WriteLine($"\nThe suites' own output is in {checkout.Logs}");
        }
        else if (finished.All(result => result.Passed == 0))
        {
            Console.WriteLine("No test ran, which counts as a failure.");
        }
    }
}
