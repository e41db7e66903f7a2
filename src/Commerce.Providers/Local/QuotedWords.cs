using System.Text.RegularExpressions;

namespace Commerce.Providers.Local;

/// <summary>What an owner puts into quotation marks in a wish is meant to be read or spoken as written: an offer, a script.</summary>
internal static partial class QuotedWords
{
    /// <summary>The first words in quotation marks; null without any.</summary>
    internal static string? In(string? wish) => Quoted().Match(wish ?? string.Empty) is { Success: true } match ? match.Groups[1].Value.Trim() : null;

    // After a digit the sign means inches.
    [GeneratedRegex("(?<![0-9])[\"“”„«»]([^\"“”„«»]{2,500})[\"“”«»]")]
    private static partial Regex Quoted();
}
