namespace Commerce.Media.Video.Films;

/// <summary>The few words films show of their own, in the order's language; everything else comes from the order.</summary>
/// <param name="By">Between a product's name and its maker's.</param>
/// <param name="ShopNow">The call to action.</param>
/// <param name="InTheBox">Above what a parcel holds.</param>
/// <param name="Save">Before a saving; {0} is the percentage.</param>
internal sealed record FilmWords(string By, string ShopNow, string InTheBox, string Save)
{
    private static readonly Dictionary<string, FilmWords> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["en"] = new("by", "Shop now", "In the box", "Save {0}%"),
        ["de"] = new("von", "Jetzt kaufen", "Im Paket", "{0} % sparen"),
        ["fr"] = new("par", "Acheter", "Dans la boîte", "−{0} %"),
        ["es"] = new("de", "Comprar ahora", "En la caja", "Ahorra {0} %"),
        ["it"] = new("di", "Acquista ora", "Nella scatola", "Risparmia {0}%"),
        ["pt"] = new("de", "Comprar agora", "Na caixa", "Poupe {0}%"),
        ["nl"] = new("van", "Nu kopen", "In de doos", "Bespaar {0}%"),
    };

    /// <summary>The words of a language, English where it has none of its own.</summary>
    /// <param name="language">BCP 47.</param>
    internal static FilmWords In(string language) => Known.GetValueOrDefault(language.Split('-')[0]) ?? Known["en"];
}
