using Commerce.Brand.Reading;

namespace Commerce.Brand.Analysis;

/// <summary>Reads a site's palette from its styles: custom properties, the main rules, theme colour and style attributes.</summary>
public static class PaletteReader
{
    private const int MostColours = 6;
    private const double SameColour = 8;
    private const double GreyChroma = 10;
    private const double ReadableContrast = 3;
    private const int MaximumStyleAttributes = 3_000;

    /// <summary>At most six colours, one for each role found and the strongest others.</summary>
    public static IReadOnlyList<PaletteColour> Read(IReadOnlyList<ReadPage> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        var swatches = Merge(pages.SelectMany(Uses));
        if (swatches.Count == 0)
        {
            return [];
        }

        var total = swatches.Sum(swatch => swatch.Weight);
        return [.. Choose(swatches).Select(choice => (choice.Role, choice.Swatch, Use: choice.Swatch.TypicalFor(choice.Role)))
            .Select(choice => new PaletteColour(choice.Use.Colour.Hex, choice.Role, Math.Round(choice.Swatch.Weight / total, 3), choice.Use.Receipt))];
    }

    private static IEnumerable<ColourUse> Uses(ReadPage page)
    {
        foreach (var meta in page.Document.QuerySelectorAll("meta[name='theme-color'][content]").Take(1))
        {
            var content = meta.GetAttribute("content")!;
            if (ColourParser.Parse(content, bareTriplet: false) is { } colour)
            {
                yield return new ColourUse(colour, ColourUse.Hint(colour, ColourRole.Primary), 4, new Receipt(page.Url, content, ReceiptKind.Declaration));
            }
        }

        var declared = page.Css.SelectMany(css => CssDeclarations.In(css.Text));
        var inline = page.Document.QuerySelectorAll("[style]").Take(MaximumStyleAttributes)
            .SelectMany(element => CssDeclarations.InAttribute(element.LocalName, element.GetAttribute("style")!));
        foreach (var declaration in declared.Concat(inline))
        {
            if (ColourUse.From(declaration, page.Url) is { } use)
            {
                yield return use;
            }
        }
    }

    private static List<Swatch> Merge(IEnumerable<ColourUse> uses)
    {
        var exact = uses.GroupBy(use => use.Colour).Select(group => new Swatch(group.Key, [.. group])).OrderByDescending(swatch => swatch.Weight).ThenBy(swatch => swatch.Colour.Hex, StringComparer.Ordinal);
        var merged = new List<Swatch>();
        foreach (var swatch in exact)
        {
            if (merged.FirstOrDefault(kept => kept.Colour.DistanceTo(swatch.Colour) < SameColour) is { } near)
            {
                near.Uses.AddRange(swatch.Uses);
            }
            else if (merged.Count < 200)
            {
                merged.Add(swatch);
            }
        }

        return merged;
    }

    private static List<(Swatch Swatch, ColourRole Role)> Choose(List<Swatch> swatches)
    {
        var chosen = new List<(Swatch Swatch, ColourRole Role)>();
        void Take(ColourRole role, IEnumerable<Swatch> candidates)
        {
            if (candidates.Where(swatch => chosen.All(choice => choice.Swatch != swatch)).FirstOrDefault() is { } swatch)
            {
                chosen.Add((swatch, role));
            }
        }

        Swatch? Chosen(ColourRole role) => chosen.FirstOrDefault(choice => choice.Role == role).Swatch;
        Take(ColourRole.Background, By(swatches, ColourRole.Background));
        var background = Chosen(ColourRole.Background);
        Take(ColourRole.Text, By(swatches, ColourRole.Text).Where(swatch => background is null || swatch.Colour.ContrastWith(background.Colour) >= ReadableContrast));
        var colourful = swatches.Where(swatch => swatch.Colour.Chroma > GreyChroma).ToList();
        Take(ColourRole.Primary, By(colourful, ColourRole.Primary).Concat(By(colourful, ColourRole.Accent)).Concat(By(swatches, ColourRole.Primary)));
        var primary = Chosen(ColourRole.Primary);
        Take(ColourRole.Accent, By(colourful, ColourRole.Accent).Concat(By(colourful, ColourRole.Primary)).Concat(Strongest(colourful))
            .Where(swatch => primary is null || swatch.Colour.DistanceTo(primary.Colour) > 20));
        while (chosen.Count < MostColours && Strongest(colourful).Concat(Strongest(swatches)).FirstOrDefault(swatch => chosen.All(choice => choice.Swatch.Colour.DistanceTo(swatch.Colour) > 15)) is { } next)
        {
            chosen.Add((next, ColourRole.Supporting));
        }

        return chosen;
    }

    private static IEnumerable<Swatch> By(List<Swatch> swatches, ColourRole role) => swatches
        .Where(swatch => swatch.For(role) > 0)
        .OrderByDescending(swatch => swatch.For(role)).ThenBy(swatch => swatch.Colour.Hex, StringComparer.Ordinal);

    // A colour that makes up less than a fiftieth of all colour use is a detail, not part of the brand.
    private static IEnumerable<Swatch> Strongest(List<Swatch> swatches)
    {
        var floor = swatches.Sum(swatch => swatch.Weight) / 50;
        return swatches.Where(swatch => swatch.Weight >= floor).OrderByDescending(swatch => swatch.Weight).ThenBy(swatch => swatch.Colour.Hex, StringComparer.Ordinal);
    }

    private sealed record Swatch(Colour Colour, List<ColourUse> Uses)
    {
        // The hundredth use of a colour tells less than the first.
        public double Weight => Uses.GroupBy(use => use.Receipt.Quote).Sum(group => group.Max(use => use.Weight) * (1 + Math.Log(group.Count())));

        public double For(ColourRole role) => Uses.Where(use => use.Role == role).GroupBy(use => use.Receipt.Quote).Sum(group => group.Max(use => use.Weight) * (1 + Math.Log(group.Count())));

        // The colour shown is the one its receipt names, not a neighbour it was merged with.
        public ColourUse TypicalFor(ColourRole role) => Uses
            .OrderByDescending(use => use.Role == role).ThenByDescending(use => use.Colour == Colour).ThenByDescending(use => use.Weight)
            .ThenBy(use => use.Receipt.Quote, StringComparer.Ordinal).First();
    }
}
