using Commerce.Media.Video.Films;

namespace Commerce.Media.Video;

/// <summary>The nine styles: what each refuses, what it says and how it is made.</summary>
internal static class FilmStyles
{
    private static readonly Dictionary<string, FilmStyle> Known = new(StringComparer.Ordinal)
    {
        ["spoken-script"] = new(SpokenScriptFilm.Plan) { Lines = FilmScript.Lines, Pause = SpokenScriptFilm.Pause, Silent = 2.2f },
        ["comparison"] = new(ComparisonFilm.Plan) { Refuse = ComparisonFilm.Refuse, Pictures = 2 },
        ["narrative"] = new(NarrativeFilm.Plan) { Lines = FilmScript.Lines, Pause = NarrativeFilm.Pause, Silent = 3.3f },
        ["showcase-360"] = new(ShowcaseFilm.Plan) { Pictures = 5 },
        ["brand-film"] = new(material => BrandFilm.Plan(material.Product, material.Order)) { Pictures = 1 },
        ["unboxing"] = new(UnboxingFilm.Plan) { Pictures = 2 },
        ["how-to"] = new(HowToFilm.Plan) { Refuse = HowToFilm.Refuse, Lines = (order, _) => HowToFilm.Steps(order), Pause = HowToFilm.Pause, Silent = 3.8f },
        ["limited-offer"] = new(LimitedOfferFilm.Plan) { Refuse = LimitedOfferFilm.Refuse, Pictures = 2 },
        ["scene-integration"] = new(null) { Pictures = 1 },
    };

    internal static IReadOnlyCollection<string> Keys => Known.Keys;

    /// <exception cref="MediaException"><c>style-unknown</c>.</exception>
    internal static FilmStyle Find(string key) => Known.GetValueOrDefault(key) ?? throw new MediaException("style-unknown", $"There is no video style named \"{key}\".");
}
