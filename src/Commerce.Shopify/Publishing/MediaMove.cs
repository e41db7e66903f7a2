namespace Commerce.Shopify.Publishing;

/// <summary>Puts one medium at a place.</summary>
/// <param name="MediaId">Which.</param>
/// <param name="Position">Zero-based place at the moment this move is applied; moves are applied in order.</param>
public sealed record MediaMove(string MediaId, int Position)
{
    /// <summary>
    /// The moves that turn one order into another. <paramref name="wanted"/> must hold exactly the ids of
    /// <paramref name="current"/>, else <see cref="ArgumentException"/>: an order cannot add or remove.
    /// </summary>
    public static IReadOnlyList<MediaMove> Between(IReadOnlyList<string> current, IReadOnlyList<string> wanted)
    {
        if (current.Count != wanted.Count || !current.Order(StringComparer.Ordinal).SequenceEqual(wanted.Order(StringComparer.Ordinal), StringComparer.Ordinal))
            throw new ArgumentException("The wanted order must hold the same media as the current one.", nameof(wanted));
        List<string> order = [.. current];
        List<MediaMove> moves = [];
        for (var place = 0; place < wanted.Count; place++)
        {
            if (order[place] == wanted[place]) continue;
            order.Remove(wanted[place]);
            order.Insert(place, wanted[place]);
            moves.Add(new MediaMove(wanted[place], place));
        }
        return moves;
    }
}
