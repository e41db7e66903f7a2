using Commerce.Media.Vips;

namespace Commerce.Media.Cutout;

/// <summary>Tells product from background at a modest size, and how sure that is.</summary>
internal sealed class Segmentation
{
    /// <summary>Longest side segmented at; the outline is refined at full size afterwards.</summary>
    internal const int Side = 640;

    private const int Thickness = 2;
    private readonly LabPlanes planes;
    private readonly EdgeField edges;
    private readonly BackgroundView view;
    private readonly byte[] cost;
    private readonly byte[] thin;
    private readonly byte[] shut;
    private readonly byte[] thick;
    private readonly double calm;
    private readonly bool openHoles;
    private readonly int floor;

    private Segmentation(VipsImage picture, bool openHoles)
    {
        this.openHoles = openHoles;
        (planes, var broad) = LabPlanes.From(picture);
        edges = new EdgeField(planes, broad);
        var model = BackgroundModel.Fit(planes);
        Plainness = model.Plainness;
        view = new BackgroundView(planes, model);
        floor = Floor(out var product);
        view = new BackgroundView(planes, BackgroundModel.Refit(planes, product));
        cost = BarrierFlood.Levelled(edges.Strength(view, floor));
        var wide = BarrierFlood.Thickened(cost, Width, Height, Thickness);
        calm = Calm(wide);
        thin = BarrierFlood.FromRim(cost, view, Width, Height);
        shut = BarrierFlood.FromRim(BarrierFlood.Thickened(cost, Width, Height, 1), view, Width, Height);
        thick = BarrierFlood.FromRim(wide, view, Width, Height);
        Debug = $"{calm:0.00} floor {floor}";
        Product = Decide(1, out var markers);
        Facts = CutFacts.Of(this, markers, Decide(0.65, out _), Decide(1.6, out _));
    }

    internal string Debug = "";
    /// <summary>Strength of the texture most of the rim has, in Lab units a pixel.</summary>
    internal double Grain => calm;

    internal int Width => planes.Width;

    internal int Height => planes.Height;

    internal LabPlanes Planes => planes;

    internal float[] Slope => edges.Slope;

    /// <summary>Share of the rim a smooth surface explains, 0 to 1.</summary>
    internal double Plainness { get; }

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

    /// <summary>A first guess without allowing for shadows, to learn where the ground begins.</summary>
    private int Floor(out bool[] product)
    {
        var first = BarrierFlood.Levelled(edges.Strength(view, int.MaxValue / 2));
        var level = BarrierFlood.Level(2 * Calm(first));
        product = Array.ConvertAll(BarrierFlood.FromRim(first, view, Width, Height), value => value > level);
        Specks.Drop(product, Width, Height);
        var (top, bottom) = (Array.IndexOf(product, true) / Width, Array.LastIndexOf(product, true) / Width);
        return top + (int)((bottom - top) * 0.5);
    }

    /// <summary>The level most of the rim stays below: its grain and compression noise, with something to spare.</summary>
    private double Calm(byte[] costs)
    {
        var rim = BarrierFlood.RimPixels(Width, Height).Select(pixel => costs[pixel]).Order().ToArray();
        return Math.Clamp(BarrierFlood.Strength(rim[rim.Length * 7 / 10]) * 1.5, 0.2, 3);
    }

    /// <summary>Cuts with more (below 1) or less (above 1) respect for faint edges.</summary>
    private bool[] Decide(double boldness, out byte[] markers)
    {
        var level = BarrierFlood.Level(calm * boldness);
        markers = Markers(level, BarrierFlood.Level(calm * boldness * 0.5), BarrierFlood.Level(calm * boldness * 1.8));
        var product = MarkerContest.Decide(markers, cost, Width);
        if (GroundShadow.Mark(markers, product, view, cost, level, floor, Width, Height))
        {
            product = MarkerContest.Decide(markers, cost, Width);
        }
        Specks.Drop(product, Width, Height);
        return product;
    }

    private byte[] Markers(int level, int faint, int sure)
    {
        var wet = Array.ConvertAll(thick, value => value <= level);
        var behind = LocalBackground.Behind(planes, wet);
        var dry = Array.ConvertAll(thin, value => value > level);
        var holes = openHoles ? ShowThrough.Find(dry, planes, behind, view, cost, level, floor) : new bool[dry.Length];
        var (near, mended, closed, strange) = (Morphology.Grown(holes, Width, 2), new bool[dry.Length], new bool[dry.Length], new bool[dry.Length]);
        for (var pixel = 0; pixel < closed.Length; pixel++)
        {
            if (near[pixel])
            {
                continue;
            }
            // A shadow may be closed off like a product, by the product on one side and its own rim on the other.
            var ground = pixel / Width > floor && view.IsShade(pixel);
            closed[pixel] = thin[pixel] > (ground ? sure : level);
            // Closed but for gaps of a pixel or two, as compression tears them into faint edges.
            mended[pixel] = !ground && shut[pixel] > level && thin[pixel] > faint;
            strange[pixel] = dry[pixel] && (view.IsStrange(pixel) || planes.L[pixel] - behind.L[pixel] > 4.5f);
        }
        closed = Morphology.Shrunk(closed, Width, 1);
        mended = Morphology.Shrunk(mended, Width, 3);
        strange = Morphology.Shrunk(strange, Width, 2);
        var markers = new byte[dry.Length];
        for (var pixel = 0; pixel < markers.Length; pixel++)
        {
            markers[pixel] = wet[pixel] || holes[pixel] ? MarkerContest.Background
                : closed[pixel] || mended[pixel] || strange[pixel] ? MarkerContest.Product : MarkerContest.Open;
        }
        return markers;
    }
}
