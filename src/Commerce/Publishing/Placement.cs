namespace Commerce.Publishing;

/// <summary>Where new media goes among the gallery's own. Nothing is ever taken out to make room.</summary>
public enum Placement
{
    /// <summary>After everything.</summary>
    End,

    /// <summary>Before everything: the first new medium becomes the one that lists and search results show.</summary>
    Front,

    /// <summary>Right after the gallery's first medium, which stays the one that lists show.</summary>
    AfterFirst,

    /// <summary>In the places of the first ones, one for one and in order; those go to the end.</summary>
    Replace,
}

/// <summary>What a placement does to an order.</summary>
public static class Placements
{
    /// <summary>The order in which a publication leaves a gallery.</summary>
    public static IReadOnlyList<T> Arrange<T>(this Placement placement, IReadOnlyList<T> own, IReadOnlyList<T> added) => placement switch
    {
        Placement.Front => [.. added, .. own],
        Placement.AfterFirst => [.. own.Take(1), .. added, .. own.Skip(1)],
        Placement.Replace => [.. added, .. own.Skip(added.Count), .. own.Take(added.Count)],
        _ => [.. own, .. added],
    };

    /// <summary>Whether the gallery's own media change places among themselves.</summary>
    public static bool MovesOwn(this Placement placement) => placement == Placement.Replace;
}
