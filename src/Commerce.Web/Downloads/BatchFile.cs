namespace Commerce.Web.Downloads;

/// <summary>The files a batch can be taken away as, by the name in their address.</summary>
public static class BatchFile
{
    public const string Results = "results.zip";
    public const string Approved = "approved.zip";

    private static readonly HashSet<string> Known = new([Results, Approved], StringComparer.Ordinal);

    public static bool Exists(string file) => Known.Contains(file);
}
