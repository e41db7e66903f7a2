using System.Buffers.Binary;

namespace Commerce.Batches.Pilots;

/// <summary>
/// Chooses a few products that stand for all: every product type before any comes twice, the largest first, and among
/// those the vendors, price bands and picture sizes that are missing. The same products give the same choice, in any order.
/// </summary>
public static class PilotChoice
{
    public const int Fewest = 5;

    public const int Most = 10;

    private const int Bands = 4;
    private const long SmallPicture = 500_000;
    private const long LargePicture = 2_000_000;

    /// <summary>How many of so many products a pilot takes; 0 when there are too few for one.</summary>
    public static int SizeFor(int products) => products <= Most ? 0 : Math.Clamp((products + 19) / 20, Fewest, Most);

    /// <summary>The chosen products, the most telling first.</summary>
    public static IReadOnlyList<Guid> Choose(IReadOnlyCollection<PilotCandidate> candidates, int size)
    {
        var prices = candidates.Where(one => one.Price is not null).Select(one => one.Price!.Value).Order().ToList();
        var left = candidates.Select(one => new Traits(one.ProductId, one.Type, [$"vendor {one.Vendor}", $"price {Band(one.Price, prices)}", $"picture {Size(one.Pixels)}"]))
            .OrderBy(one => Shuffled(one.ProductId)).ThenBy(one => one.ProductId).ToList();
        var types = left.CountBy(one => one.Type).ToDictionary();
        var shares = left.SelectMany(one => one.Others).CountBy(trait => trait).ToDictionary();
        var (seenTypes, seen, chosen) = (new Dictionary<string, int>(), new Dictionary<string, int>(), new List<Guid>());
        while (chosen.Count < size && left.Count > 0)
        {
            // Compared by the type first: fewest times taken, then most products; the rest decides within it.
            var next = left.MinBy(one => (seenTypes.GetValueOrDefault(one.Type), -types[one.Type], one.Type, -one.Others.Sum(trait => shares[trait] / (1.0 + (seen.GetValueOrDefault(trait) * left.Count)))))!;
            seenTypes[next.Type] = seenTypes.GetValueOrDefault(next.Type) + 1;
            next.Others.ForEach(trait => seen[trait] = seen.GetValueOrDefault(trait) + 1);
            chosen.Add(next.ProductId);
            left.Remove(next);
        }

        return chosen;
    }

    private static int Band(long? price, List<long> sorted)
    {
        if (price is not { } known)
        {
            return -1;
        }

        // Equal prices share a band, whatever their order.
        var rank = sorted.BinarySearch(known);
        while (rank > 0 && sorted[rank - 1] == known)
        {
            rank--;
        }

        return rank * Bands / sorted.Count;
    }

    private static int Size(long? pixels) => pixels switch
    {
        null => -1,
        < SmallPicture => 0,
        < LargePicture => 1,
        _ => 2,
    };

    // Ids grow with time; mixed, equals are taken from everywhere and not from the oldest.
    private static ulong Shuffled(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes);
        var mixed = (BinaryPrimitives.ReadUInt64LittleEndian(bytes) ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..])) * 0x9E3779B97F4A7C15;
        return mixed ^ (mixed >> 29);
    }

    private sealed record Traits(Guid ProductId, string Type, List<string> Others);
}
