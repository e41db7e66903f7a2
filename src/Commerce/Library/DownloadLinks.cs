namespace Commerce.Library;

/// <summary>
/// Addresses under which files are taken away that are made at the click: a batch's, or a result in a channel's shape. Short-lived: a download is the browser's own
/// request, which carries no session token, so the address proves it. It must begin in time; how long it lasts does not matter.
/// </summary>
public sealed class DownloadLinks(SignedLinks links)
{
    /// <summary>Path prefix of the endpoint that answers them.</summary>
    public const string Prefix = "/downloads";

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <param name="id">Of the batch or the result that the file is made from.</param>
    /// <param name="file">The file's name.</param>
    public string For(Guid storeId, Guid id, string file) => $"{Prefix}/{storeId}/{id}/{file}?{links.Sign(Key(storeId, id, file), Lifetime)}";

    /// <summary>True when this very address was made here and has not run out.</summary>
    public bool Accepts(Guid storeId, Guid id, string file, long expires, string? signature) => links.Accepts(Key(storeId, id, file), expires, signature);

    // No stored object has a key that begins so, and no download one that begins as those do.
    private static string Key(Guid storeId, Guid id, string file) => $"downloads/{storeId}/{id}/{file}";
}
