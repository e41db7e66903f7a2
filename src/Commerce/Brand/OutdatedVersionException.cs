namespace Commerce.Brand;

/// <summary>Somebody wrote a newer version since this edit began; nothing was saved.</summary>
public sealed class OutdatedVersionException(int edited, int current) : Exception(
    $"This edit began from version {edited}, but version {current} has been written since. Nothing was saved. Open the newest version and make the change there.")
{
    public int Current { get; } = current;
}
