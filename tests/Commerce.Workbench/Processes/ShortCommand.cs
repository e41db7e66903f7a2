using System.Diagnostics;

namespace Commerce.Workbench.Processes;

/// <summary>A program that runs to its end, with what it wrote.</summary>
public static class ShortCommand
{
    /// <summary>Runs a program without input and waits for it. A program that is not installed yields exit code 127.</summary>
    public static ShortCommandResult Run(string program, params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var errors = new StringWriter();
            process.ErrorDataReceived += (_, line) => errors.WriteLine(line.Data);
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return new ShortCommandResult(process.ExitCode, output.Trim(), errors.ToString().Trim());
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            return new ShortCommandResult(127, "", missing.Message);
        }
    }
}

public sealed record ShortCommandResult(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;
}
