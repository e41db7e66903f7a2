namespace Commerce.Workbench;

/// <summary>Files only their owner may read.</summary>
public static class PrivateFile
{
    /// <summary>Writes the whole file or nothing. The mode is set when the file is made, so it is never readable in between.</summary>
    public static void Write(string path, string content)
    {
        var fresh = $"{path}.{Environment.ProcessId}";
        File.Delete(fresh);
        using (var stream = new FileStream(fresh, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(content);
        }
        File.Move(fresh, path, overwrite: true);
    }
}
