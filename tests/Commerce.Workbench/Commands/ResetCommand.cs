using System.CommandLine;
using Commerce.Workbench.Postgres;

namespace Commerce.Workbench.Commands;

/// <summary><c>./studio reset</c>: deletes what this clone keeps between runs, after saying what that is.</summary>
internal static class ResetCommand
{
    public static Command Create()
    {
        var command = new Command("reset", "Delete the database, the stores' files, the logs and the secrets of this folder");
        command.SetAction(_ => Run(Checkout.Find()));
        return command;
    }

    private static int Run(Checkout checkout)
    {
        using (var runLock = RunLock.TryTake(checkout))
        {
            if (runLock is null)
            {
                Console.WriteLine("Commerce Studio runs from this folder. Stop it first, then reset.");
                return 1;
            }
            foreach (var folder in (string[])[checkout.Data, PostgresBinaries.StateFolder(checkout)])
            {
                Delete(folder);
            }
        }
        Console.WriteLine("Done. ./studio up starts afresh.");
        return 0;
    }

    private static void Delete(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }
        Console.WriteLine($"Deleting {folder}:");
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            Console.WriteLine($"  {entry.Name,-20} {Megabytes(entry),8:0.0} MB");
        }
        Directory.Delete(folder, recursive: true);
    }

    private static double Megabytes(FileSystemInfo entry)
    {
        var files = entry is DirectoryInfo folder ? folder.EnumerateFiles("*", SearchOption.AllDirectories) : [(FileInfo)entry];
        return files.Where(file => file.LinkTarget is null).Sum(file => file.Length) / 1048576.0;
    }
}
