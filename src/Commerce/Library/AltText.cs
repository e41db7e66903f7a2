using System.Globalization;

namespace Commerce.Library;

/// <summary>
/// Suggests what a picture or video shows, for people who do not see it: one plain sentence out of what the shop says of the product.
/// Nothing is guessed: what is not known is not said.
/// </summary>
public static class AltText
{
    /// <summary>The most that screen readers take in one breath.</summary>
    public const int Longest = 125;

    private const string NoChoice = "Default Title";

    /// <summary>A suggestion.</summary>
    /// <param name="title">The product's title.</param>
    /// <param name="vendor">Who makes it; left out when the title already names them.</param>
    /// <param name="options">The variant's choices such as colour and size, as the shop writes them; left out when the title already has them.</param>
    /// <param name="style">The style's name as the owner reads it; null when it is not known any more.</param>
    public static string Suggest(string title, string? vendor, IEnumerable<string>? options, string? style)
    {
        var name = Plain(title);
        var maker = Plain(vendor) is { Length: > 0 } known && !Names(name, known) ? $" by {known}" : string.Empty;
        var choices = string.Join(", ", (options ?? []).Select(Plain).Where(choice => choice.Length > 0 && choice != NoChoice && !Names(name, choice)).Distinct(StringComparer.OrdinalIgnoreCase));
        var chosen = choices.Length > 0 ? $", {choices}" : string.Empty;
        var shown = Plain(style) is { Length: > 0 } look ? $", {Lowered(look)}" : string.Empty;
        // What matters least goes first when room is short: the style, then the maker, then the choices.
        string[] tries = [name + chosen + maker + shown, name + chosen + maker, name + chosen, name];
        return tries.FirstOrDefault(text => text.Length < Longest) is { } fits ? fits + "." : Shortened(name);
    }

    private static string Plain(string? text) => string.Join(' ', (text ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd('.', ',');

    private static bool Names(string name, string part) => $" {name} ".Contains($" {part} ", StringComparison.OrdinalIgnoreCase);

    private static string Lowered(string style) => style.Length > 1 && char.IsUpper(style[1]) ? style : char.ToLowerInvariant(style[0]) + style[1..];

    private static string Shortened(string name)
    {
        var room = name[..(Longest - 1)];
        var space = room.LastIndexOf(' ');
        var end = space > Longest / 2 ? space : StringInfo.ParseCombiningCharacters(room)[^1];
        return name[..end].TrimEnd(' ', ',') + "…";
    }
}
