namespace Commerce.Library.Storage;

/// <summary>
/// Keeps the bytes of source images, generated assets and reports under keys such as
/// <c>stores/{storeId}/assets/{id}.webp</c>. See <see cref="ObjectKey"/> for what a key may hold;
/// a key that breaks those rules raises <see cref="ArgumentException"/>. No key may also be a folder of another key.
/// Where the files cannot be reached, every member raises <see cref="IOException"/>.
/// </summary>
public interface IObjectStore
{
    /// <summary>
    /// Stores everything from the stream's current position to its end, replacing what the key held.
    /// Readers see the old object or the whole new one; when this throws, the key is as it was before.
    /// </summary>
    Task PutAsync(string key, Stream content, string contentType, CancellationToken ct);

    /// <summary>Opens an object for reading, seekable. The caller disposes it.</summary>
    /// <exception cref="ObjectNotFoundException">Nothing is stored under the key.</exception>
    Task<StoredObject> OpenAsync(string key, CancellationToken ct);

    /// <summary>True when the key holds an object.</summary>
    Task<bool> ExistsAsync(string key, CancellationToken ct);

    /// <summary>Removes an object; removing what is not there succeeds.</summary>
    Task DeleteAsync(string key, CancellationToken ct);

    /// <summary>Names every key that starts with the prefix, in no promised order, as they are found. An empty prefix names all.</summary>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken ct);
}
