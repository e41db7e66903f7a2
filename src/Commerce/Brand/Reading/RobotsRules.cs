using System.Globalization;

namespace Commerce.Brand.Reading;

/// <summary>What a site's robots.txt asks of this reader (RFC 9309: longest match wins, allow wins a tie).</summary>
public sealed class RobotsRules
{
    private readonly List<(string Pattern, bool Allow)> rules = [];

    public static RobotsRules Everything { get; } = new();

    public TimeSpan CrawlDelay { get; private set; }

    public IReadOnlyList<string> Sitemaps { get; private set; } = [];

    /// <summary>Reads the group for <paramref name="agent"/>, or the group for everyone.</summary>
    public static RobotsRules Parse(string text, string agent)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n').Select(Field).Where(field => field.Name.Length > 0).ToList();
        var named = lines.Any(field => field.Name == "user-agent" && IsFor(field.Value, agent));
        var result = new RobotsRules
        {
            Sitemaps = [.. lines.Where(field => field.Name == "sitemap").Select(field => field.Value).Take(10)],
        };
        var applies = false;
        var inRules = true;
        foreach (var (name, value) in lines)
        {
            if (name == "user-agent")
            {
                applies = (!inRules && applies) || (named ? IsFor(value, agent) : value == "*");
                inRules = false;
                continue;
            }

            inRules |= name != "sitemap";
            if (applies)
            {
                result.Take(name, value);
            }
        }

        return result;
    }

    /// <summary>True when the address may be visited.</summary>
    public bool Allows(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var path = uri.PathAndQuery;
        var best = rules.Where(rule => Matches(path, rule.Pattern))
            .OrderByDescending(rule => rule.Pattern.Length).ThenByDescending(rule => rule.Allow)
            .FirstOrDefault((Pattern: "", Allow: true));
        return best.Allow;
    }

    private void Take(string name, string value)
    {
        if (name is "allow" or "disallow" && value.Length > 0 && rules.Count < 5_000)
        {
            rules.Add((value, name == "allow"));
        }

        if (name == "crawl-delay" && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < 86_400)
        {
            CrawlDelay = TimeSpan.FromSeconds(seconds);
        }
    }

    private static (string Name, string Value) Field(string line)
    {
        var content = line.Split('#', 2)[0];
        var colon = content.IndexOf(':', StringComparison.Ordinal);
        return colon < 1 ? ("", "") : (content[..colon].Trim().ToLowerInvariant(), content[(colon + 1)..].Trim());
    }

    private static bool IsFor(string value, string agent) => value.Equals(agent, StringComparison.OrdinalIgnoreCase);

    private static bool Matches(string path, string pattern)
    {
        var anchored = pattern.EndsWith('$');
        var parts = (anchored ? pattern[..^1] : pattern).Split('*');
        if (!path.StartsWith(parts[0], StringComparison.Ordinal))
        {
            return false;
        }

        var position = parts[0].Length;
        for (var i = 1; i < parts.Length; i++)
        {
            var last = anchored && i == parts.Length - 1;
            var found = last ? LastFit(path, parts[i], position) : path.IndexOf(parts[i], position, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            position = found + parts[i].Length;
        }

        return !anchored || position == path.Length;
    }

    private static int LastFit(string path, string part, int from) =>
        path.Length - part.Length >= from && path.EndsWith(part, StringComparison.Ordinal) ? path.Length - part.Length : -1;
}
