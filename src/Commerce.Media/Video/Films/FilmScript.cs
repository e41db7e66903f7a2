using Commerce.Media.Speech;

namespace Commerce.Media.Video.Films;

/// <summary>What is said in a film: the owner's script as written, else the product's name, its maker and its facts.</summary>
internal static class FilmScript
{
    private const int MostFacts = 5;

    /// <summary>The sentences in order; a fact stays as it is written and is only given a full stop.</summary>
    internal static List<string> Lines(VideoOrder order, FilmWords words)
    {
        if (!string.IsNullOrWhiteSpace(order.Script))
        {
            return Sentences.Of(order.Script);
        }
        var title = order.Title.Trim();
        var maker = order.Vendor?.Trim();
        var named = string.IsNullOrEmpty(maker) || title.Contains(maker, StringComparison.OrdinalIgnoreCase) ? title : $"{title} {words.By} {maker}";
        return [Ended(named), .. Facts(order).Take(MostFacts).SelectMany(Sentences.Of).Select(Ended)];
    }

    /// <summary>The selling points that say something.</summary>
    internal static List<string> Facts(VideoOrder order) => [.. order.SellingPoints.Select(point => point.Trim()).Where(point => point.Any(char.IsLetterOrDigit))];

    private static string Ended(string sentence) => char.IsLetterOrDigit(sentence[^1]) || sentence[^1] is ')' or '%' or '"' ? sentence + "." : sentence;
}
