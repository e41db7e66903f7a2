namespace Commerce.Brand.Analysis;

/// <summary>One declaration; <paramref name="Source"/> is its text exactly as it stands in the styles.</summary>
internal sealed record CssDeclaration(string Selector, string Property, string Value, string Source);

/// <summary>Reads declarations from styles in one pass over the letters, so that hostile styles cost no more than their length.</summary>
internal static class CssDeclarations
{
    private const int LongestDeclaration = 300;

    public static IEnumerable<CssDeclaration> In(string css)
    {
        var selectors = new Stack<string>();
        var start = 0;
        for (var i = 0; i < css.Length; i++)
        {
            switch (css[i])
            {
                case '/' when i + 1 < css.Length && css[i + 1] == '*':
                    var bare = string.IsNullOrWhiteSpace(Part(css, start, i)) && i - start <= LongestDeclaration;
                    var end = css.IndexOf("*/", i + 2, StringComparison.Ordinal);
                    i = end < 0 ? css.Length : end + 1;
                    start = bare ? i + 1 : start;
                    break;
                case '"' or '\'':
                    i = EndOfString(css, i);
                    break;
                case '(':
                    i = EndOfParentheses(css, i);
                    break;
                case '{':
                    selectors.Push(Part(css, start, i));
                    start = i + 1;
                    break;
                case ';' or '}':
                    if (selectors.Count > 0 && Read(selectors.Peek(), Part(css, start, i)) is { } declaration)
                    {
                        yield return declaration;
                    }

                    if (css[i] == '}')
                    {
                        selectors.TryPop(out _);
                    }

                    start = i + 1;
                    break;
            }
        }
    }

    /// <summary>The declarations of a style attribute.</summary>
    public static IEnumerable<CssDeclaration> InAttribute(string selector, string style) =>
        style.Split(';').Select(part => Read(selector, part.Trim())).OfType<CssDeclaration>();

    private static string Part(string css, int start, int end) => end - start > LongestDeclaration ? "" : css[start..end].Trim();

    private static CssDeclaration? Read(string selector, string source)
    {
        var colon = source.IndexOf(':', StringComparison.Ordinal);
        return colon < 1 || source.Length > LongestDeclaration || source.Contains('{', StringComparison.Ordinal)
            ? null
            : new CssDeclaration(selector.ToLowerInvariant(), source[..colon].Trim().ToLowerInvariant(), source[(colon + 1)..].Trim(), source);
    }

    private static int EndOfString(string css, int open)
    {
        for (var i = open + 1; i < css.Length; i++)
        {
            if (css[i] == '\\')
            {
                i++;
            }
            else if (css[i] == css[open] || css[i] == '\n')
            {
                return i;
            }
        }

        return css.Length;
    }

    // A data address may hold semicolons; a bracket that never closes ends with its line's limit, not with the file.
    private static int EndOfParentheses(string css, int open)
    {
        var close = css.IndexOf(')', open);
        return close < 0 ? open : close;
    }
}
