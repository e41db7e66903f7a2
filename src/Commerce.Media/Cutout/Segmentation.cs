using Commerce.Media.Vips;

namespace Commerce.Media.Cutout;

/// <summary>Tells product from background at a modest size, and how sure that is.</summary>
internal sealed class Segmentation
{
    /// <summary>Longest side segmented at; the outline is refined at full size afterwards.</summary>
    internal const int Side = 640;

    // Steps away from the expected edge strength to try: below 1 more respect for faint edges, above 1 less.
    private static readonly double[] Boldness = [0.4, 0.65, 1, 1.6];
    private const int Usual = 2;
    private readonly LabPlanes planes;
    private readonly EdgeField edges;
    private readonly BackgroundView view;
    private readonly MarkerChoice choice;
    private readonly float[] strength;
    private readonly byte[] cost;
    private readonly double calm;
    private readonly int floor;

    private Segmentation(VipsImage picture, bool openHoles)
    {
        (planes, var broad) = LabPlanes.From(picture);
        edges = new EdgeField(planes, broad);
        var model = BackgroundModel.Fit(planes);
        view = new BackgroundView(planes, model);
        floor = Floor(out var guess);
        view = new BackgroundView(planes, BackgroundModel.Refit(planes, guess));
        strength = edges.Strength(view, floor);
        cost = BarrierFlood.Levelled(strength, view);
        choice = new MarkerChoice(planes, view, cost, floor, openHoles, Boldness);
        calm = choice.Calm;
        var cuts = Boldness.Select(Decide).ToList();
        // False pieces of background add outline that lies on no edge; lost pieces of product do not show that way.
        // So the largest cut is best among those whose outline is about the sharpest.
        var sharpest = cuts.Max(cut => cut.Sharp);
        var best = cuts.Where(cut => cut.Sharp > sharpest - 0.05).MaxBy(cut => cut.Product.AsSpan().Count(true))!;
        var finished = Finished(best);
        Product = finished.Product;
        Facts = CutFacts.Of(Product, cuts[Usual].Markers, Width, Height) with
        {
            Plainness = model.Plainness, Agreement = Agreement(best, cuts), Edge = finished.Sharp, Grain = calm,
        };
    }

    internal int Width => planes.Width;

    internal int Height => planes.Height;

    /// <summary>Which pixels are product.</summary>
    internal bool[] Product { get; }

    /// <summary>What is known about the cut.</summary>
    internal CutFacts Facts { get; }

    internal static Segmentation Of(VipsImage picture, bool openHoles)
    {
        var longest = Math.Max(picture.Width, picture.Height);
        if (longest <= Side)
        {
            return new Segmentation(picture, openHoles);
        }
        using var smaller = picture.Thumbnail(Side, Side);
        return new Segmentation(smaller, openHoles);
    }

    /// <summary>A first guess without allowing for shadows, to learn from which row on the ground may be.</summary>
    private int Floor(out bool[] product)
    {
        var first = BarrierFlood.Levelled(edges.Strength(view, planes.Count), view);
        var level = BarrierFlood.Level(2 * BarrierFlood.CalmAt(first, Width, Height));
        product = Morphology.Outside(BarrierFlood.Below(BarrierFlood.FromRim(first, view, Width, Height, level), level));
        Specks.Drop(product, Width, Height);
        var (top, bottom) = (Array.IndexOf(product, true) / Width, Array.LastIndexOf(product, true) / Width);
        return top + (bottom - top) / 2;
    }

    private Cut Decide(double boldness)
    {
        var markers = choice.At(boldness);
        var product = MarkerContest.Decide(markers, cost, Width);
        if (GroundShadow.Mark(markers, product, view, strength, 2 * calm * boldness, floor, Width, Height))
        {
            product = MarkerContest.Decide(markers, cost, Width);
        }
        Specks.Drop(product, Width, Height);
        return new Cut(product, markers, Sharpness(product));
    }

    /// <summary>
    /// Clears what only looked like product until the background right around it was known; not where that would tear the
    /// outline off its edges.
    /// </summary>
    private Cut Finished(Cut cut)
    {
        var opened = (bool[])cut.Product.Clone();
        var outside = Morphology.Outside(opened);
        var behind = choice.Open(opened, outside);
        var trimmed = (bool[])opened.Clone();
        Trim.Apply(trimmed, planes, behind, cost);
        Specks.Drop(trimmed, Width, Height);
        var sharp = Sharpness(trimmed);
        return sharp > cut.Sharp - 0.03 ? cut with { Product = trimmed, Sharp = sharp } : cut with { Product = opened };
    }

    /// <summary>The least overlap with another cut; one that differs is a doubt only as far as its own outline is to be believed.</summary>
    private static double Agreement(Cut best, List<Cut> cuts) => cuts.Where(cut => cut != best)
        .Min(cut => 1 - (1 - CutFacts.Overlap(cut.Product, best.Product)) * Math.Clamp((cut.Sharp - 0.45) / 0.3, 0, 1));

    private double Sharpness(bool[] product) => CutFacts.Sharpness(product, cost, Width, BarrierFlood.Level(Math.Max(0.35, 1.2 * calm)));

    private sealed record Cut(bool[] Product, byte[] Markers, double Sharp);
}
