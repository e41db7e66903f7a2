using System.Diagnostics;
using Commerce.Workbench;
using Commerce.Workbench.Processes;

namespace Commerce.Tests.Demo;

/// <summary><c>./studio demo</c> as its user runs it: a process with its own outputs.</summary>
internal sealed class DemoProgram : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);
    private readonly Process process;
    private readonly List<string> errors = [];
    private readonly List<string> lines = [];

    public DemoProgram(params string[] arguments)
    {
        // A run in the background hands its children an ignored interrupt; a person's terminal does not.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", Tools.Dotnet, typeof(Checkout).Assembly.Location, "demo", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["COMMERCE_ROOT"] = Checkout.Find().Root },
        };
        process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Add(lines, line.Data);
        process.ErrorDataReceived += (_, line) => Add(errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    public string Output => Text(lines);

    public string Errors => Text(errors);

    public static string Folders(int demo) => string.Join(' ', Directory.EnumerateDirectories(
        Directory.CreateDirectory(Path.Combine(Checkout.Find().Data, "demo")).FullName, $"{demo}-*"));

    /// <summary>Waits until it has told something on standard error.</summary>
    public async Task UntilSaidAsync(string text)
    {
        var since = Stopwatch.GetTimestamp();
        while (!Errors.Contains(text, StringComparison.Ordinal))
        {
            Assert.That(process.HasExited, Is.False, $"It ended before it said '{text}':\n{Errors}");
            Assert.That(Stopwatch.GetElapsedTime(since), Is.LessThan(Patience), $"It never said '{text}':\n{Errors}");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }

    /// <summary>The exit code, once it has ended and all it wrote is here.</summary>
    public async Task<int> EndAsync()
    {
        try
        {
            await process.WaitForExitAsync().WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            Assert.Fail($"It {(process.HasExited ? "is gone, and something still holds its output" : "did not end")}. It said:\n{Errors}");
        }

        return process.ExitCode;
    }

    /// <summary>The ids of its own children whose command line has all these words.</summary>
    public IReadOnlyList<int> Children(params string[] words) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => int.TryParse(name, out _)).Select(name => int.Parse(name!, System.Globalization.CultureInfo.InvariantCulture))
            .Where(id => Parent(id) == Id && Unix.CommandLine(id) is { } line && words.All(word => line.Contains(word, StringComparison.Ordinal))),
    ];

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static int Parent(int id)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(status[(status.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static void Add(List<string> to, string? line)
    {
        lock (to)
        {
            to.AddRange(line is null ? [] : [line]);
        }
    }

    private static string Text(List<string> from)
    {
        lock (from)
        {
            return string.Join('\n', from);
        }
    }
}
