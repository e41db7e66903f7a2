namespace Commerce.Library;

/// <summary>
/// Addresses under which a batch's files are taken away. Made at the click and short-lived: a download is the browser's own
/// request, which carries no session token, so the address proves it. It must begin in time; how long it lasts does not matter.
/// </summary>
public sealed class DownloadLinks(SignedLinks links)
{
    /// <summary>Path prefix of the endpoint that answers them.</summary>
    public const string Prefix = "/downloads";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public string For(Guid storeId, Guid batchId, string file) => $"{Prefix}/{storeId}/{batchId}/{file}?{links.Sign(Key(storeId, batchId, file), Lifetime)}";

    /// <summary>True when this very address was made here and has not run out.</summary>
    public bool Accepts(Guid storeId, Guid batchId, string file, long expires, string? signature) => links.Accepts(Key(storeId, batchId, file), expires, signature);

    // No stored object has a key that begins so, and no download one that begins as those do.
    private static string Key(Guid storeId, Guid batchId, string file) => $"downloads/{storeId}/{batchId}/{file}";
}
