namespace Commerce.Providers;

/// <summary>The product's source picture. It is put on local disk when somebody first asks where it is, and once.</summary>
/// <param name="place">Puts the picture on disk and says where.</param>
public sealed class SourceFile(Func<CancellationToken, Task<string>> place)
{
    private Task<string>? placed;

    /// <summary>A picture that is on disk already.</summary>
    public static SourceFile At(string path) => new(_ => Task.FromResult(path));

    /// <summary>The picture's path on local disk.</summary>
    public Task<string> PathAsync(CancellationToken ct) => placed ??= place(ct);
}
