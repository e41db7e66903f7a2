using System.CommandLine;
using Commerce.Benchmarks.Batch;
using Commerce.Benchmarks.Frame;
using Commerce.Benchmarks.Providers;
using Commerce.Benchmarks.Shopify;
using Commerce.Workbench;

if (args is [BenchHost.Name, .. var words])
{
    return await BenchHost.RunAsync(words);
}

var root = new RootCommand("Measures Commerce Studio on this machine") { BenchCommand.Create(), LimiterLoad.Create(), PlayedVendors.Create() };
try
{
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (ProblemException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}
