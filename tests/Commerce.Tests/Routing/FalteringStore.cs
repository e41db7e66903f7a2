using Commerce.Library.Storage;

namespace Commerce.Tests.Routing;

/// <summary>A store of files that cannot be reached for some time.</summary>
internal sealed class FalteringStore(IObjectStore inner) : IObjectStore
{
    /// <summary>Whether what is asked for with a verb and a key fails; returns what it fails with, or null.</summary>
    public Func<string, string, Exception?> Fault { get; set; } = (_, _) => null;

    public Task PutAsync(string key, Stream content, string contentType, CancellationToken ct) => Of("put", key, () => inner.PutAsync(key, content, contentType, ct));

    public Task<StoredObject> OpenAsync(string key, CancellationToken ct) => Of("open", key, () => inner.OpenAsync(key, ct));

    public Task<bool> ExistsAsync(string key, CancellationToken ct) => inner.ExistsAsync(key, ct);

    public Task DeleteAsync(string key, CancellationToken ct) => inner.DeleteAsync(key, ct);

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken ct) => inner.ListAsync(prefix, ct);

    private TTask Of<TTask>(string verb, string key, Func<TTask> go) => Fault(verb, key) is { } fault ? throw fault : go();
}
