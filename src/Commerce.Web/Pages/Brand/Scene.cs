using Commerce.Brand;

namespace Commerce.Web.Pages.Brand;

/// <summary>The colours a small drawing needs, taken from a palette; a role it lacks borrows its neighbour's.</summary>
public sealed record Scene(string Background, string Text, string Primary, string Accent, string Supporting)
{
    public static Scene Of(IReadOnlyList<BrandAttribute> palette)
    {
        string Find(string role, string instead) => palette.FirstOrDefault(colour => colour.Role == role) is { } found ? ClaimWords.Colour(found.Value) : instead;
        var background = Find("background", "#ffffff");
        var text = Find("text", "#303030");
        var primary = Find("primary", text);
        var accent = Find("accent", primary);
        return new Scene(background, text, primary, accent, Find("supporting", accent));
    }
}
