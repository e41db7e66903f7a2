using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Commerce.Brand.Analysis;

/// <summary>The words of one language the analyser knows, kept as data in <c>Lexicons/</c>.</summary>
internal sealed class Lexicon
{
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private readonly IReadOnlyList<string> junk;
    private readonly FrozenSet<string> firstPerson;
    private readonly FrozenSet<string> negations;

    private Lexicon(LexiconFile file)
    {
        Tones = file.Tones;
        Styles = file.Styles;
        Features = [.. file.Features.Select(feature => (feature.Label, new Regex(feature.Pattern, Linear)))];
        Materials = file.Materials;
        var nouns = string.Join('|', file.AudienceNouns.OrderByDescending(noun => noun.Length).Select(Regex.Escape));
        Audience = [.. file.Audience.Select(pattern => new Regex(pattern.Replace("NOUNS", nouns, StringComparison.Ordinal), Linear))];
        Interests = file.Interests;
        Against = [.. file.Against.Select(pattern => new Regex(pattern, Linear))];
        AgainstStops = file.AgainstStops.ToFrozenSet();
        OwnVoice = file.OwnVoice.ToFrozenSet();
        Reader = file.Reader.ToFrozenSet();
        Contractions = file.Contractions;
        CommonWords = file.CommonWords.Split(' ').ToFrozenSet();
        junk = file.Junk;
        firstPerson = file.FirstPersonSingular.ToFrozenSet();
        negations = file.Negations.ToFrozenSet();
    }

    public static Lexicon English { get; } = Load("en");

    public IReadOnlyDictionary<string, string[]> Tones { get; }

    public IReadOnlyDictionary<string, string[]> Styles { get; }

    public IReadOnlyList<(string Label, Regex Pattern)> Features { get; }

    public IReadOnlyList<string> Materials { get; }

    public IReadOnlyList<Regex> Audience { get; }

    /// <summary>What people of one kind care about, for shops that never say whom they are for.</summary>
    public IReadOnlyDictionary<string, string[]> Interests { get; }

    public IReadOnlyList<Regex> Against { get; }

    public IReadOnlySet<string> AgainstStops { get; }

    public IReadOnlySet<string> OwnVoice { get; }

    public IReadOnlySet<string> Reader { get; }

    public IReadOnlyList<string> Contractions { get; }

    public IReadOnlySet<string> CommonWords { get; }

    /// <summary>The lexicon for a language, or null where the analyser has none.</summary>
    public static Lexicon? For(string language) => language == "en" ? English : null;

    /// <summary>Text about orders, accounts and the page itself, or a single person speaking.</summary>
    public bool IsJunk(Sentence sentence) =>
        junk.Any(term => sentence.Padded.Contains($" {term} ", StringComparison.Ordinal)) || sentence.Tokens.Any(firstPerson.Contains);

    /// <summary>A line without a full stop is a sentence when small words join it; product names have none.</summary>
    public bool ReadsAsProse(Sentence sentence) => sentence.Tokens.Count(CommonWords.Contains) >= 2;

    /// <summary>The first of the terms the sentence uses in earnest; "not playful" does not count.</summary>
    public string? Find(Sentence sentence, IEnumerable<string> terms) => terms.FirstOrDefault(term => Uses(sentence.Padded, term));

    private bool Uses(string padded, string term)
    {
        var wanted = term.EndsWith('*') ? " " + term[..^1] : $" {term} ";
        var at = padded.IndexOf(wanted, StringComparison.Ordinal);
        return at >= 0 && !negations.Contains(padded[..at].Split(' ')[^1]);
    }

    private static Lexicon Load(string language) => new(EmbeddedData.Read<LexiconFile>($"{language}.json"));

    private sealed record LexiconFile(
        Dictionary<string, string[]> Tones,
        Dictionary<string, string[]> Styles,
        FeatureEntry[] Features,
        string[] Materials,
        string[] Audience,
        Dictionary<string, string[]> Interests,
        string[] AudienceNouns,
        string[] Against,
        string[] AgainstStops,
        string[] Junk,
        string[] FirstPersonSingular,
        string[] OwnVoice,
        string[] Reader,
        string[] Contractions,
        string[] Negations,
        string CommonWords);

    private sealed record FeatureEntry(string Label, string Pattern);
}
