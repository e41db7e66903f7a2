namespace Commerce.Brand.Analysis;

/// <summary>Cuts a block of text into sentences; every sentence is a part of the block, letter for letter.</summary>
internal static class SentenceSplitter
{
    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "st", "vs", "approx", "no", "e.g", "i.e", "etc", "inc", "ltd", "co", "fig", "max", "min", "ca", "z.b", "d.h", "bzw", "ø", "u.s", "u.k",
    };

    public static IEnumerable<string> Split(string block)
    {
        var start = 0;
        for (var i = 0; i < block.Length; i++)
        {
            if (!Ends(block, i))
            {
                continue;
            }

            var end = i + 1;
            while (end < block.Length && block[end] is '.' or '!' or '?' or '"' or '”' or '’' or ')' or '»')
            {
                end++;
            }

            if (block[start..end].Trim() is { Length: > 0 } sentence)
            {
                yield return sentence;
            }

            start = end;
            i = end - 1;
        }

        if (block[start..].Trim() is { Length: > 0 } rest)
        {
            yield return rest;
        }
    }

    private static bool Ends(string block, int i) => block[i] switch
    {
        '。' or '！' or '？' or '•' or '|' => true,
        '!' or '?' => i + 1 == block.Length || !char.IsLetterOrDigit(block[i + 1]),
        '.' when IsGlued(block, i) => true,
        '.' => i + 1 == block.Length || (EndsWord(block, i + 1) && !IsAbbreviation(block, i)),
        _ => false,
    };

    // Some pages leave out the space between two sentences.
    private static bool IsGlued(string block, int i) =>
        i > 1 && i + 2 < block.Length && char.IsLower(block[i - 1]) && char.IsLower(block[i - 2]) && char.IsUpper(block[i + 1]) && char.IsLower(block[i + 2]);

    private static bool EndsWord(string block, int next)
    {
        while (next < block.Length && block[next] is '"' or '”' or '’' or ')' or '»')
        {
            next++;
        }

        return next == block.Length
            || (block[next] == ' ' && next + 1 < block.Length && !char.IsLower(block[next + 1]));
    }

    private static bool IsAbbreviation(string block, int dot)
    {
        var from = dot;
        while (from > 0 && (char.IsLetter(block[from - 1]) || block[from - 1] == '.'))
        {
            from--;
        }

        return dot - from == 1 || Abbreviations.Contains(block[from..dot]);
    }
}
