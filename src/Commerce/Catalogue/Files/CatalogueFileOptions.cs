namespace Commerce.Catalogue.Files;

/// <summary>Limits for reading a catalogue file, and where its pictures are.</summary>
public sealed record CatalogueFileOptions
{
    /// <summary>Folder that relative picture paths start from and may not leave; null refuses relative paths.</summary>
    public string? Folder { get; init; }

    /// <summary>Largest file that is read, in bytes.</summary>
    public long LargestFile { get; init; } = 100L * 1024 * 1024;

    /// <summary>Most products in one file.</summary>
    public int MostProducts { get; init; } = 50_000;

    /// <summary>Longest row, in characters over all its lines; it also bounds the memory that a missing closing quote can take.</summary>
    public int LongestRow { get; init; } = 2_000_000;

    /// <summary>Most problems told one by one; the number of further ones is told in a last problem.</summary>
    public int MostProblems { get; init; } = 1_000;
}
