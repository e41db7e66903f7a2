namespace Commerce.Library.Storage;

/// <summary>Nothing is stored under the key that was asked for.</summary>
public sealed class ObjectNotFoundException(string key, Exception? cause = null)
    : Exception($"Nothing is stored under {key}.", cause)
{
    /// <summary>The key that was asked for.</summary>
    public string Key { get; } = key;
}
