using Commerce.Media.Cutout;

namespace Commerce.Media.Fidelity;

/// <summary>
/// Finds a product in a picture where it may be moved, scaled and a little turned: looks everywhere with a few hundred
/// points, then more and more closely at the best places. The same pictures give the same place.
/// </summary>
internal static class ProductFinder
{
    /// <summary>Likeness below which nothing was found.</summary>
    internal const double LeastLikeness = 0.5;

    private const double Smallest = 0.18;
    private const double Largest = 1.25;
    private const double ScaleStep = 1.13;
    private const double StepsAcross = 10;
    private const int Kept = 8;
    private const int Finalists = 3;
    private static readonly double[] Turns = [0, -8, 8];

    /// <summary>The best place and its likeness.</summary>
    internal static (ProductPlace Place, double Likeness) Find(ProductCutout cutout, PicturePyramid picture)
    {
        var coarse = new MatchPoints(ProductTemplate.ToFind(cutout, 40), 260);
        var places = Look(coarse, picture);
        var middle = new MatchPoints(ProductTemplate.ToFind(cutout, 96), 1500);
        var better = places.Select(place => Climb(middle, picture, place, 0.05, 0.012)).OrderByDescending(found => found.Likeness).Take(Finalists);
        var fine = new MatchPoints(ProductTemplate.ToFind(cutout, 220), 5000);
        return better.Select(found => Climb(fine, picture, found.Place, 0.025, 0.0015)).MaxBy(found => found.Likeness);
    }

    private static List<ProductPlace> Look(MatchPoints points, PicturePyramid picture)
    {
        double longest = Math.Max(picture.Width, picture.Height);
        var found = new List<(ProductPlace Place, double Likeness)>();
        for (var size = Smallest * longest; size <= Largest * longest; size *= ScaleStep)
        {
            var step = size / StepsAcross;
            for (var y = step; y < picture.Height; y += step)
            {
                for (var x = step; x < picture.Width; x += step)
                {
                    foreach (var turn in Turns)
                    {
                        var place = new ProductPlace(x, y, size, turn);
                        found.Add((place, points.Likeness(picture, place)));
                    }
                }
            }
        }
        var kept = new List<ProductPlace>();
        foreach (var (place, _) in found.OrderByDescending(one => one.Likeness).ThenBy(one => one.Place.Size).Take(600))
        {
            if (kept.Count < Kept && kept.All(other => !Close(place, other)))
            {
                kept.Add(place);
            }
        }
        return kept;
    }

    private static bool Close(ProductPlace one, ProductPlace other) =>
        Math.Abs(one.X - other.X) + Math.Abs(one.Y - other.Y) < 0.2 * one.Size && one.Size / other.Size is > 0.8 and < 1.25;

    /// <summary>Moves, scales and turns by steps that shrink until no step makes the place more like the product.</summary>
    private static (ProductPlace Place, double Likeness) Climb(MatchPoints points, PicturePyramid picture, ProductPlace start, double first, double last)
    {
        var (best, likeness) = (start, points.Likeness(picture, start));
        for (var step = first; step >= last; step /= 2)
        {
            for (var (moved, rounds) = (true, 0); moved && rounds < 8; rounds++)
            {
                moved = false;
                foreach (var next in Around(best, step))
                {
                    if (points.Likeness(picture, next) is var value && value > likeness)
                    {
                        (best, likeness, moved) = (next, value, true);
                    }
                }
            }
        }
        return (best, likeness);
    }

    private static IEnumerable<ProductPlace> Around(ProductPlace place, double step)
    {
        var (move, turn) = (place.Size * step, step * 90);
        yield return place with { X = place.X - move };
        yield return place with { X = place.X + move };
        yield return place with { Y = place.Y - move };
        yield return place with { Y = place.Y + move };
        yield return place with { Size = place.Size * (1 + 2 * step) };
        yield return place with { Size = place.Size / (1 + 2 * step) };
        yield return place with { Degrees = place.Degrees - turn };
        yield return place with { Degrees = place.Degrees + turn };
        // Products stand on the ground: one that grows does so from its foot.
        yield return place with { Size = place.Size * (1 + 2 * step), Y = place.Y - move };
        yield return place with { Size = place.Size / (1 + 2 * step), Y = place.Y + move };
    }
}
