namespace Commerce.Library.Storage;

internal static class Spool
{
    /// <summary>
    /// Copies the rest of a stream into an unnamed temporary file, positioned at its start, that disappears when closed.
    /// </summary>
    public static async Task<FileStream> CopyAsync(Stream content, CancellationToken ct)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 81920, FileOptions.Asynchronous | FileOptions.DeleteOnClose);
        try
        {
            await content.CopyToAsync(file, ct);
            file.Position = 0;
            return file;
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }
    }
}
