using System.Text.Json;

namespace Commerce.Workbench;

/// <summary>
/// Says that one <c>./studio up</c> runs in this clone. The operating system drops the lock when its process dies, so a
/// crash leaves nothing to clean up.
/// </summary>
public sealed class RunLock : IDisposable
{
    private readonly FileStream stream;

    private RunLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock for a run, or returns null when another run holds it.</summary>
    public static RunLock? TryTake(Checkout checkout)
    {
        var taken = TryProbe(checkout);
        if (taken is not null)
        {
            // What an earlier run said about itself no longer holds.
            File.Delete(NoteFile(checkout));
        }
        return taken;
    }

    /// <summary>Takes the lock to learn whether it is free.</summary>
    public static RunLock? TryProbe(Checkout checkout)
    {
        Directory.CreateDirectory(checkout.Data);
        try
        {
            return new RunLock(new FileStream(Path.Combine(checkout.Data, "up.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>What the holder of the lock said about itself.</summary>
    public static RunningStudio? Holder(Checkout checkout)
    {
        try
        {
            return JsonSerializer.Deserialize<RunningStudio>(File.ReadAllText(NoteFile(checkout)));
        }
        catch (Exception absent) when (absent is IOException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Tells others what runs here.</summary>
    public void Announce(Checkout checkout, RunningStudio running) =>
        PrivateFile.Write(NoteFile(checkout), JsonSerializer.Serialize(running));

    public void Dispose() => stream.Dispose();

    private static string NoteFile(Checkout checkout) => Path.Combine(checkout.Data, "up.json");
}

public sealed record RunningStudio(int ProcessId, string Url);
