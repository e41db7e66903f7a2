namespace Commerce.Library.Storage;

/// <summary>An opened object. Content is seekable and starts at the first byte; Length is in bytes.</summary>
public sealed record StoredObject(Stream Content, long Length, string ContentType) : IAsyncDisposable
{
    /// <summary>Closes the content.</summary>
    public ValueTask DisposeAsync() => Content.DisposeAsync();
}
