namespace Commerce.Media.Clips;

/// <summary>Files that appear under their name when they are whole, and not at all when the work on them ends early.</summary>
internal static class NewFile
{
    internal static async Task WriteAsync(string path, Func<string, Task> write)
    {
        var partial = path + ".partial";
        try
        {
            await write(partial);
            File.Move(partial, path, overwrite: true);
        }
        finally
        {
            File.Delete(partial);
        }
    }
}
