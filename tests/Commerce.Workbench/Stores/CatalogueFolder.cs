namespace Commerce.Workbench.Stores;

/// <summary>Finds the catalogue file of a folder.</summary>
public static class CatalogueFolder
{
    private const int Deepest = 2;
    private static readonly string[] Endings = [".csv", ".tsv", ".txt"];

    /// <summary>
    /// <c>products.csv</c>, else the only table there; else the same in the folders below. A file is taken as it is.
    /// </summary>
    /// <exception cref="ProblemException">There is none, or several; the message says which.</exception>
    public static string Find(string path)
    {
        if (File.Exists(path))
        {
            return Path.GetFullPath(path);
        }
        if (!Directory.Exists(path))
        {
            throw new ProblemException($"There is no catalogue at {path}. Give the folder that holds products.csv.");
        }

        for (var depth = 0; depth <= Deepest; depth++)
        {
            if (Pick(Tables(path, depth)) is { } found)
            {
                return found;
            }
        }
        throw new ProblemException($"{path} holds no products.csv. Export the products as CSV into this folder.");
    }

    private static string? Pick(IReadOnlyList<string> tables)
    {
        var named = tables.Where(file => Path.GetFileName(file).Equals("products.csv", StringComparison.OrdinalIgnoreCase)).ToList();
        var csv = tables.Where(file => Path.GetExtension(file).Equals(".csv", StringComparison.OrdinalIgnoreCase)).ToList();
        // The plainest name wins; a text file counts only where there is no CSV file.
        IReadOnlyList<string> candidates = named.Count > 0 ? named : csv.Count > 0 ? csv : tables;
        return candidates switch
        {
            [] => null,
            [var only] => Path.GetFullPath(only),
            _ => throw new ProblemException(
                $"It is not clear which of these is the catalogue: {string.Join(", ", candidates.Take(5))}. Name one of them with --catalogue."),
        };
    }

    private static List<string> Tables(string folder, int depth)
    {
        try
        {
            return [.. Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = depth > 0, MaxRecursionDepth = depth })
                .Where(file => Endings.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
                .Order(StringComparer.Ordinal)];
        }
        catch (IOException refused)
        {
            throw new ProblemException($"{folder} cannot be read. {refused.Message}");
        }
    }
}
