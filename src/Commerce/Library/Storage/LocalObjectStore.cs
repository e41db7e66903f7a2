using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.StaticFiles;

namespace Commerce.Library.Storage;

/// <summary>
/// Objects as plain files under one folder, each at the path its key names. The content type follows from the file
/// extension; where it does not, it is kept in a small file beside. Several processes may share the folder.
/// </summary>
public sealed class LocalObjectStore : IObjectStore
{
    // Neither name can be a key: keys hold no tilde, and none of their parts starts with a dot.
    private const string TypeSuffix = "~type";
    private const string IncomingFolder = ".incoming";
    private const string UnknownType = "application/octet-stream";
    private static readonly TimeSpan LeftoverAge = TimeSpan.FromDays(1);
    private static readonly FileExtensionContentTypeProvider Extensions = new();

    private readonly string root;
    private readonly string incoming;
    private readonly TimeProvider time;

    /// <summary>Opens the folder, creating it when absent, and removes uploads that a stopped process left unfinished over a day ago.</summary>
    public LocalObjectStore(string folder, TimeProvider time)
    {
        root = Path.GetFullPath(folder);
        incoming = Path.Combine(root, IncomingFolder);
        this.time = time;
        Directory.CreateDirectory(incoming);
        RemoveLeftovers();
    }

    /// <inheritdoc/>
    public async Task PutAsync(string key, Stream content, string contentType, CancellationToken ct)
    {
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await KeepTypeAsync(path, contentType, ct);
        await ReplaceAsync(path, content, ct);
    }

    /// <inheritdoc/>
    public async Task<StoredObject> OpenAsync(string key, CancellationToken ct)
    {
        var path = PathOf(key);
        try
        {
            var type = await TypeOfAsync(path, ct);
            var file = new FileStream(path, new FileStreamOptions
            {
                Mode = FileMode.Open,
                Share = FileShare.ReadWrite | FileShare.Delete,
                Options = FileOptions.Asynchronous,
            });
            return new StoredObject(file, file.Length, type);
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ObjectNotFoundException(key, missing);
        }
    }

    /// <inheritdoc/>
    public Task<bool> ExistsAsync(string key, CancellationToken ct) => Task.FromResult(File.Exists(PathOf(key)));

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken ct)
    {
        var path = PathOf(key);
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            return Task.CompletedTask;
        File.Delete(path);
        File.Delete(path + TypeSuffix);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken ct)
    {
        ObjectKey.CheckPrefix(prefix);
        var folder = Path.Combine(root, prefix[..(prefix.LastIndexOf('/') + 1)]);
        if (!Directory.Exists(folder))
            yield break;
        await Task.Yield();
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            ct.ThrowIfCancellationRequested();
            var key = Path.GetRelativePath(root, path).Replace(Path.DirectorySeparatorChar, '/');
            if (IsKey(key) && key.StartsWith(prefix, StringComparison.Ordinal))
                yield return key;
        }
    }

    private static bool IsKey(string key) =>
        !key.EndsWith(TypeSuffix, StringComparison.Ordinal) && !key.StartsWith(IncomingFolder, StringComparison.Ordinal);

    private string PathOf(string key) => Path.Combine(root, ObjectKey.Check(key));

    private async Task ReplaceAsync(string path, Stream content, CancellationToken ct)
    {
        var unfinished = Path.Combine(incoming, Guid.CreateVersion7(time.GetUtcNow()).ToString("n"));
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 81920, FileOptions.Asynchronous))
            {
                await content.CopyToAsync(file, ct);
                // The bytes are on the disk before the name points at them, so a power cut cannot leave a short object.
                file.Flush(flushToDisk: true);
            }
            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    private async Task KeepTypeAsync(string path, string contentType, CancellationToken ct)
    {
        if (await TypeOfAsync(path, ct) == contentType)
            return;
        using var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(contentType));
        await ReplaceAsync(path + TypeSuffix, text, ct);
    }

    private static async Task<string> TypeOfAsync(string path, CancellationToken ct)
    {
        if (File.Exists(path + TypeSuffix))
            return await File.ReadAllTextAsync(path + TypeSuffix, ct);
        return Extensions.TryGetContentType(path, out var type) ? type : UnknownType;
    }

    private void RemoveLeftovers()
    {
        foreach (var file in new DirectoryInfo(incoming).EnumerateFiles())
            if (time.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc > LeftoverAge)
                file.Delete();
    }
}
