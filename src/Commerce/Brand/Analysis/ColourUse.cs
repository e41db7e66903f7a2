namespace Commerce.Brand.Analysis;

/// <summary>One use of a colour: what for, if the declaration tells, and how much that weighs.</summary>
internal sealed record ColourUse(Colour Colour, ColourRole? Role, double Weight, Receipt Receipt)
{
    private static readonly string[] Painted = ["color", "background", "background-color", "fill", "border-color", "border-top-color", "border-bottom-color"];

    // Colours that come with a widespread toolkit, payment mark or social network, not from the shop.
    private static readonly HashSet<string> Foreign =
    [
        "#007bff", "#6c757d", "#28a745", "#17a2b8", "#ffc107", "#dc3545", "#f8f9fa", "#343a40", "#0d6efd", "#198754", "#0dcaf0", "#337ab7", "#5cb85c", "#5bc0de", "#f0ad4e", "#d9534f",
        "#3b5998", "#1877f2", "#1da1f2", "#4267b2", "#68b631", "#1eaedb", "#33c3f0", "#738aba", "#2c4987", "#e60023", "#25d366", "#ff0000", "#0000ff", "#0000ee", "#008000", "#5a31f4", "#0070ba", "#003087", "#ffc439", "#7a7a7a", "#f78da7", "#cf2e2e",
        "#ff6900", "#fcb900", "#7bdcb5", "#00d084", "#8ed1fc", "#0693e3", "#abb8c3", "#9b51e0",
    ];

    private static readonly string[] Notices = ["error", "success", "warning", "danger", "alert", "invalid", "facebook", "twitter", "pinterest", "whatsapp", "paypal", "rating", "star", "sale", "sold", "badge", "cookie", "onetrust", "optanon", ".ot-", "#ot-", "modal", "overlay", "--wp--preset", "--bs-", "swatch", "placeholder", "disabled", "skeleton", "shadow", "spinner", "recaptcha"];

    public static ColourUse? From(CssDeclaration declaration, Uri page)
    {
        var custom = declaration.Property.StartsWith("--", StringComparison.Ordinal);
        if (!custom && !Painted.Contains(declaration.Property))
        {
            return null;
        }

        var triplet = custom && (Has(declaration.Property, "color") || Has(declaration.Property, "colour") || Has(declaration.Property, "rgb"));
        if (ColourParser.Parse(declaration.Value, triplet) is not { } colour || Foreign.Contains(colour.Hex)
            || Notices.Any(word => Has(declaration.Property, word) || Has(declaration.Selector, word)))
        {
            return null;
        }

        var (role, weight) = custom ? Custom(declaration.Property, colour) : Rule(declaration, colour);
        return new ColourUse(colour, role, weight, new Receipt(page, declaration.Source, ReceiptKind.Declaration));
    }

    /// <summary>White never stands for a brand: it is the paper, not the print.</summary>
    public static ColourRole? Hint(Colour colour, ColourRole role) => colour.Lab.L > 97 ? null : role;

    private static (ColourRole? Role, double Weight) Custom(string name, Colour colour)
    {
        if (Has(name, "primary") || Has(name, "brand"))
        {
            return (Has(name, "text") ? null : Hint(colour, ColourRole.Primary), 5);
        }

        if (Has(name, "accent") || Has(name, "secondary") || Has(name, "highlight"))
        {
            return (Hint(colour, ColourRole.Accent), 4);
        }

        if (Has(name, "button") || Has(name, "btn") || Has(name, "link"))
        {
            return (Has(name, "text") || Has(name, "label") ? null : Hint(colour, ColourRole.Primary), 3);
        }

        if (Has(name, "background") || name.EndsWith("-bg", StringComparison.Ordinal) || name is "--bg" or "--paper" or "--page")
        {
            return (ColourRole.Background, Plain(name) ? 6 : 2);
        }

        return Has(name, "text") || Has(name, "foreground") || Has(name, "heading") || name is "--ink" or "--fg" or "--color" ? (ColourRole.Text, Plain(name) ? 6 : 2) : (null, 1);
    }

    private static (ColourRole? Role, double Weight) Rule(CssDeclaration declaration, Colour colour)
    {
        var parts = declaration.Selector.Split(',').Select(part => part.Trim()).ToList();
        var ground = declaration.Property.StartsWith("background", StringComparison.Ordinal);
        if (parts.Any(part => part is "body" or "html" or ":root" or "main"))
        {
            return (ground ? ColourRole.Background : ColourRole.Text, 8);
        }

        if (declaration.Property == "color")
        {
            return parts.Any(part => part is "a" or "a:link" or "a:hover") ? (Hint(colour, ColourRole.Accent), 2)
                : parts.Any(part => part is "h1" or "h2" or "p") ? (ColourRole.Text, 2) : (colour.Chroma < 20 ? ColourRole.Text : null, 0.2);
        }

        var button = Has(declaration.Selector, "button") || Has(declaration.Selector, "btn") || Has(declaration.Selector, ".cta");
        return ground && button ? (Hint(colour, ColourRole.Primary), 2.5)
            : ground && Has(declaration.Selector, "header") ? (Hint(colour, ColourRole.Primary), 1)
            : (ground && colour.Chroma < 10 ? ColourRole.Background : null, 0.3);
    }

    private static bool Plain(string name) => name.Count(letter => letter == '-') <= 5 && (Has(name, "base") || Has(name, "body") || Has(name, "page") || name.Count(letter => letter == '-') <= 3);

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.Ordinal);
}
