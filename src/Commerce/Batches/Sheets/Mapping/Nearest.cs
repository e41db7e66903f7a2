namespace Commerce.Batches.Sheets.Mapping;

/// <summary>Finds what a person may have meant.</summary>
internal static class Nearest
{
    /// <summary>The candidate that differs in the fewest letters; null when all differ in most of them.</summary>
    public static string? Of(string word, IEnumerable<string> candidates)
    {
        var simple = Headings.Simplify(word);
        var best = candidates.Select(candidate => (Candidate: candidate, Distance: Distance(simple, Headings.Simplify(candidate)))).MinBy(pair => pair.Distance);
        return best.Candidate is not null && best.Distance <= Math.Max(2, Math.Max(simple.Length, best.Candidate.Length) / 2) ? best.Candidate : null;
    }

    private static int Distance(string left, string right)
    {
        left = left.Length > 60 ? left[..60] : left;
        var before = Enumerable.Range(0, right.Length + 1).ToArray();
        for (var row = 1; row <= left.Length; row++)
        {
            var current = new int[right.Length + 1];
            current[0] = row;
            for (var column = 1; column <= right.Length; column++)
                current[column] = Math.Min(Math.Min(current[column - 1], before[column]) + 1, before[column - 1] + (left[row - 1] == right[column - 1] ? 0 : 1));
            before = current;
        }
        return before[right.Length];
    }
}
