using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Commerce.Shopify.Admin;

/// <summary>
/// What each document costs, learned from the answers. Shopify reserves a cost that follows from the document and its
/// variables and tells it only afterwards. A dearer call is believed at once, a cheaper one little by little.
/// </summary>
public sealed partial class DocumentCosts
{
    /// <summary>Shopify's price of one change.</summary>
    private const double Change = 10;

    /// <summary>A list's first call: rather too much, for the difference comes back with the answer.</summary>
    private const double List = 250;

    private readonly ConcurrentDictionary<string, double> known = new(StringComparer.Ordinal);

    internal double Of(AdminDocument document) => known.GetOrAdd(document.Name, _ => FirstGuess(document.Text));

    internal void Learn(AdminDocument document, double requested)
    {
        if (requested <= 0) return;
        known.AddOrUpdate(document.Name, requested, (_, before) => requested >= before ? requested : before + ((requested - before) / 8));
    }

    private static double FirstGuess(string text) => !Mutation().IsMatch(text) && Sized().IsMatch(text) ? List : Change;

    [GeneratedRegex(@"^\s*mutation\b", RegexOptions.Multiline)]
    private static partial Regex Mutation();

    [GeneratedRegex(@"\b(first|last|ids):")]
    private static partial Regex Sized();
}
