using System.CommandLine;
using Commerce.Workbench;
using Commerce.Workbench.Commands;

var root = new RootCommand("Runs Commerce Studio and everything around it on this machine")
{
    UpCommand.Create(),
    TestCommand.Create(),
    PostgresCommand.Create(),
    DoctorCommand.Create(),
    ResetCommand.Create(),
    DemoCommand.Create(),
};

try
{
    // Stopping the app, the sandbox and the database in order takes longer than the two seconds a command gets by default.
    return await root.Parse(args).InvokeAsync(new InvocationConfiguration
    {
        ProcessTerminationTimeout = TimeSpan.FromSeconds(40),
        EnableDefaultExceptionHandler = false,
    });
}
catch (ProblemException problem)
{
    await Console.Error.WriteLineAsync(problem.Message);
    return 1;
}
