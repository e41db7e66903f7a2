using Commerce.Publishing;
using Commerce.Web.Face;
using Microsoft.Extensions.Localization;

namespace Commerce.Web.Pages.Publish;

/// <summary>Placements in plain words.</summary>
public static class PlacementWords
{
    /// <summary>The choices in the order they are offered, each with what it means.</summary>
    public static IReadOnlyList<(Placement Placement, string Name, string Note)> All { get; } =
    [
        (Placement.End, "At the end", "After the pictures you have. The first picture, which lists and search results show, stays."),
        (Placement.AfterFirst, "After the first", "Right behind your first picture, which lists and search results keep showing."),
        (Placement.Front, "At the front", "Before the pictures you have. The first new picture becomes the one that lists and search results show."),
        (Placement.Replace, "In place of the first", "The new pictures take the places of your first ones, in order. Those are not removed: they go to the end."),
    ];

    /// <summary>Where a publication's media went.</summary>
    public static string Of(Placement placement) => placement switch
    {
        Placement.Front => "at the front",
        Placement.AfterFirst => "after the first",
        Placement.Replace => "in place of the first",
        _ => "at the end",
    };

    /// <summary>The stylesheet's name of a placement.</summary>
    public static string Class(Placement placement) => placement switch
    {
        Placement.Front => "front",
        Placement.AfterFirst => "after-first",
        Placement.Replace => "replace",
        _ => "end",
    };

    /// <summary>The exact effect on one gallery: the new places, and what moves.</summary>
    public static string Effect(Placement placement, int own, int added, Figures figures, IStringLocalizer<Words> text)
    {
        var order = placement.Arrange([.. Enumerable.Range(0, own)], [.. Enumerable.Range(own, added)]).ToList();
        var places = order.Select((medium, index) => (medium, index)).Where(pair => pair.medium >= own).Select(pair => pair.index + 1).ToList();
        var moved = order.Select((medium, index) => (medium, index)).Count(pair => pair.medium < own && pair.medium != pair.index);
        var replaced = placement == Placement.Replace ? Math.Min(own, added) : 0;
        var where = places is [var only]
            ? text["New at position {0} of {1}.", figures.Number(only), figures.Number(order.Count)].Value
            : text["New at positions {0} to {1} of {2}.", figures.Number(places[0]), figures.Number(places[^1]), figures.Number(order.Count)].Value;
        var moves = moved == 0
            ? text["Nothing of yours moves."].Value
            : replaced > 0
                ? figures.Count(replaced, "1 of yours goes to the end.", "{0} of yours go to the end.")
                : figures.Count(moved, "1 of yours moves down.", "{0} of yours move down.");
        return $"{where} {moves}";
    }
}
