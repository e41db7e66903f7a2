namespace Commerce.Media.Scenes;

/// <summary>Finds the season a wish speaks of.</summary>
internal static class Seasons
{
    private static readonly (string Season, string[] Words)[] Known =
    [
        ("winter", ["winter", "christmas", "xmas", "holiday", "snow", "december", "january", "february"]),
        ("spring", ["spring", "easter", "blossom", "bloom", "march", "april", "may"]),
        ("summer", ["summer", "beach", "sunny", "june", "july", "august"]),
        ("autumn", ["autumn", "fall", "halloween", "harvest", "september", "october", "november"]),
    ];

    /// <summary>The season's name, or null when none is meant.</summary>
    internal static string? In(string? wish)
    {
        var words = (wish ?? string.Empty).ToLowerInvariant().Split([' ', ',', '.', '-', ':', ';', '/', '!', '?', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return Known.FirstOrDefault(season => season.Words.Any(words.Contains)).Season;
    }
}
