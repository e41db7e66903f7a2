namespace Commerce.Batches.Sheets;

/// <summary>A file as it was sent: seekable, and the caller's to close.</summary>
public sealed record SheetUpload(Stream Content, string Name)
{
    private const int LongestName = 120;

    /// <summary>The name without a folder and without signs that no name has.</summary>
    public string PlainName
    {
        get
        {
            var name = string.Concat(Path.GetFileName(Name.Replace('\\', '/')).Where(sign => !char.IsControl(sign))).Trim();
            return name.Length == 0 ? "Sheet" : name[..Math.Min(name.Length, LongestName)];
        }
    }
}
