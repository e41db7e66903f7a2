namespace Commerce.Media.Cutout;

/// <summary>Chooses the pixels sure to be product and those sure to be background, from which the rest is decided.</summary>
internal sealed class MarkerChoice
{
    // A brush that compression's tears in a faint edge do not let through.
    private const int Brush = 2;

    // A broom this wide does not fit through the gap where a product's foot melts into its own shadow.
    private const int Broom = 7;
    private const float DarkestGround = 0.28f;
    private const float LighterThanBackground = 4.5f;

    // An opening is bounded by the product's material, a pale panel by less.
    private static readonly int OpeningEdge = BarrierFlood.Level(1);

    // Grain and compression blocks are closed off by less.
    private static readonly int Faint = BarrierFlood.Level(1.5) - 1;
    private readonly LabPlanes planes;
    private readonly LabPlanes behind;
    private readonly BackgroundView view;
    private readonly byte[] cost;
    private readonly byte[] thin;
    private readonly byte[] thick;
    private readonly byte[] wide;
    private readonly bool[] ground;
    private readonly bool[] lit;
    private readonly bool[] strange;
    private readonly double swept;
    private readonly int floor;
    private readonly bool openHoles;

    internal MarkerChoice(LabPlanes planes, BackgroundView view, byte[] cost, int floor, bool openHoles, double[] boldness)
    {
        (this.planes, this.view, this.cost, this.floor, this.openHoles) = (planes, view, cost, floor, openHoles);
        var (width, height) = (planes.Width, planes.Height);
        behind = new LabPlanes(width, height);
        var thickened = BarrierFlood.Thickened(cost, width, height, Brush);
        Calm = BarrierFlood.CalmAt(thickened, width, height);
        var broad = BarrierFlood.Thickened(cost, width, height, Broom);
        swept = Math.Max(Calm, BarrierFlood.CalmAt(broad, width, height));
        var levels = Array.ConvertAll(boldness, Level);
        thick = BarrierFlood.FromRim(thickened, view, width, height, levels);
        thin = BarrierFlood.FromRim(cost, view, width, height, [.. levels, .. boldness.Select(Sure), OpeningEdge, Faint, ShowThrough.WindowEdge]);
        wide = BarrierFlood.FromRim(broad, view, width, height, Array.ConvertAll(boldness, Swept));
        (ground, lit, strange) = (new bool[cost.Length], new bool[cost.Length], new bool[cost.Length]);
        for (var pixel = 0; pixel < cost.Length; pixel++)
        {
            ground[pixel] = pixel >= (floor + 1) * width && view.IsShade(pixel) && view.Ratio[pixel] > DarkestGround;
            lit[pixel] = view.IsLit(pixel);
            strange[pixel] = view.IsStrange(pixel);
        }
    }

    /// <summary>The edge strength most of the rim stays below, in Lab units a pixel.</summary>
    internal double Calm { get; }

    /// <summary>The markers when edges are expected to be this many times as strong as the rim's calm.</summary>
    internal byte[] At(double boldness)
    {
        var level = Level(boldness);
        var open = BarrierFlood.Below(wide, Swept(boldness));
        LocalBackground.Fill(planes, open, behind);
        var holes = openHoles ? Holes(Hidden(open, level), open, level) : new bool[open.Length];
        var nearHole = Morphology.Grown(holes, planes.Width, 2);
        var closed = Closed(nearHole, level, Sure(boldness));
        var unlike = Strange(nearHole, level);
        var inner = Morphology.Shrunk(Morphology.Outside(open), planes.Width, 2 * Broom + 1);
        var markers = new byte[open.Length];
        for (var pixel = 0; pixel < markers.Length; pixel++)
        {
            var core = inner[pixel] && !nearHole[pixel] && !ground[pixel] && !(thin[pixel] <= level && lit[pixel]);
            markers[pixel] = open[pixel] || holes[pixel] ? MarkerContest.Background
                : closed[pixel] || unlike[pixel] || core ? MarkerContest.Product : MarkerContest.Open;
        }
        return markers;
    }

    /// <summary>Clears the openings of a product once the background around it is known, and gives that background.</summary>
    /// <param name="product">The mask.</param>
    /// <param name="outside">What is not product.</param>
    internal LabPlanes Open(bool[] product, bool[] outside)
    {
        LocalBackground.Fill(planes, Morphology.Shrunk(outside, planes.Width, 2), behind);
        if (!openHoles)
        {
            return behind;
        }
        var hidden = new bool[product.Length];
        for (var pixel = 0; pixel < hidden.Length; pixel++)
        {
            hidden[pixel] = product[pixel] && thin[pixel] > OpeningEdge;
        }
        var holes = Holes(hidden, outside, BarrierFlood.Level(Calm));
        for (var pixel = 0; pixel < product.Length; pixel++)
        {
            product[pixel] &= !holes[pixel];
        }
        return behind;
    }

    private int Level(double boldness) => BarrierFlood.Level(Calm * boldness);

    private int Sure(double boldness) => BarrierFlood.Level(Calm * boldness * 1.8);

    private int Swept(double boldness) => BarrierFlood.Level(swept * boldness);

    private bool[] Holes(bool[] hidden, bool[] outside, int level) =>
        ShowThrough.Find(hidden, outside, planes, behind, view, thin, cost, level, floor);

    /// <summary>Pixels the flood did not reach in the open.</summary>
    private bool[] Hidden(bool[] open, int level)
    {
        var hidden = new bool[open.Length];
        for (var pixel = 0; pixel < hidden.Length; pixel++)
        {
            hidden[pixel] = !open[pixel] && (thick[pixel] <= level || thin[pixel] > OpeningEdge);
        }
        return hidden;
    }

    /// <summary>Pixels cut off from the rim by edges.</summary>
    private bool[] Closed(bool[] nearHole, int level, int sure)
    {
        var closed = new bool[thin.Length];
        for (var pixel = 0; pixel < closed.Length; pixel++)
        {
            // A shadow may be closed off like a product, by the product on one side and its own rim on the other.
            closed[pixel] = !nearHole[pixel] && thin[pixel] > (ground[pixel] ? sure : level);
        }
        closed = Morphology.Shrunk(closed, planes.Width, 1);
        foreach (var region in Regions.Of(closed, planes.Width, planes.Height))
        {
            // Grain and compression blocks are closed off as well, but small and hardly.
            if (region.Length < closed.Length / 1200 && region.Max(pixel => thin[pixel]) <= Faint)
            {
                Array.ForEach(region, pixel => closed[pixel] = false);
            }
        }
        return closed;
    }

    /// <summary>Pixels whose colour no light on the background would explain.</summary>
    private bool[] Strange(bool[] nearHole, int level)
    {
        var sure = new bool[thin.Length];
        for (var pixel = 0; pixel < sure.Length; pixel++)
        {
            sure[pixel] = !nearHole[pixel] && thin[pixel] > level
                && (strange[pixel] || planes.L[pixel] - behind.L[pixel] > LighterThanBackground);
        }
        return Morphology.Shrunk(sure, planes.Width, 2);
    }
}
