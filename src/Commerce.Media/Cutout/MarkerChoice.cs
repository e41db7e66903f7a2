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
    private readonly LabPlanes planes;
    private readonly LabPlanes behind;
    private readonly BackgroundView view;
    private readonly byte[] cost;
    private readonly byte[] thin;
    private readonly byte[] thick;
    private readonly byte[] wide;
    private readonly double swept;
    private readonly int floor;
    private readonly bool openHoles;

    internal MarkerChoice(LabPlanes planes, BackgroundView view, byte[] cost, int floor, bool openHoles)
    {
        (this.planes, this.view, this.cost, this.floor, this.openHoles) = (planes, view, cost, floor, openHoles);
        var (width, height) = (planes.Width, planes.Height);
        behind = new LabPlanes(width, height);
        var thickened = BarrierFlood.Thickened(cost, width, height, Brush);
        Calm = BarrierFlood.CalmAt(thickened, width, height);
        var broad = BarrierFlood.Thickened(cost, width, height, Broom);
        swept = Math.Max(Calm, BarrierFlood.CalmAt(broad, width, height));
        thick = BarrierFlood.FromRim(thickened, view, width, height);
        thin = BarrierFlood.FromRim(cost, view, width, height);
        wide = BarrierFlood.FromRim(broad, view, width, height);
    }

    /// <summary>The edge strength most of the rim stays below, in Lab units a pixel.</summary>
    internal double Calm { get; }

    /// <summary>The markers when edges are expected to be this many times as strong as the rim's calm.</summary>
    internal byte[] At(double boldness)
    {
        var level = BarrierFlood.Level(Calm * boldness);
        var open = Below(wide, BarrierFlood.Level(swept * boldness));
        LocalBackground.Fill(planes, open, behind);
        var holes = openHoles ? Holes(pixel => !open[pixel] && (thick[pixel] <= level || thin[pixel] > OpeningEdge), open, level) : new bool[open.Length];
        var nearHole = Morphology.Grown(holes, planes.Width, 2);
        var closed = Closed(nearHole, level, BarrierFlood.Level(Calm * boldness * 1.8));
        var strange = Strange(nearHole, level);
        var inner = Morphology.Shrunk(Morphology.Outside(open), planes.Width, 2 * Broom + 1);
        var markers = new byte[open.Length];
        for (var pixel = 0; pixel < markers.Length; pixel++)
        {
            var core = inner[pixel] && !nearHole[pixel] && !IsGround(pixel) && !(thin[pixel] <= level && view.IsLit(pixel));
            markers[pixel] = open[pixel] || holes[pixel] ? MarkerContest.Background
                : closed[pixel] || strange[pixel] || core ? MarkerContest.Product : MarkerContest.Open;
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
        var holes = Holes(pixel => product[pixel] && thin[pixel] > OpeningEdge, outside, BarrierFlood.Level(Calm));
        for (var pixel = 0; pixel < product.Length; pixel++)
        {
            product[pixel] &= !holes[pixel];
        }
        return behind;
    }

    private bool[] Holes(Func<int, bool> hidden, bool[] outside, int level)
    {
        var dry = new bool[outside.Length];
        for (var pixel = 0; pixel < dry.Length; pixel++)
        {
            dry[pixel] = hidden(pixel);
        }
        return ShowThrough.Find(dry, outside, planes, behind, view, thin, cost, level, floor);
    }

    /// <summary>Pixels cut off from the rim by edges.</summary>
    private bool[] Closed(bool[] nearHole, int level, int sure)
    {
        var closed = new bool[thin.Length];
        for (var pixel = 0; pixel < closed.Length; pixel++)
        {
            // A shadow may be closed off like a product, by the product on one side and its own rim on the other.
            closed[pixel] = !nearHole[pixel] && thin[pixel] > (IsGround(pixel) ? sure : level);
        }
        closed = Morphology.Shrunk(closed, planes.Width, 1);
        var faint = BarrierFlood.Level(1.5);
        foreach (var region in Regions.Of(closed, planes.Width, planes.Height))
        {
            // Grain and compression blocks are closed off as well, but small and hardly.
            if (region.Length < closed.Length / 1200 && region.Max(pixel => thin[pixel]) < faint)
            {
                Array.ForEach(region, pixel => closed[pixel] = false);
            }
        }
        return closed;
    }

    /// <summary>Pixels whose colour no light on the background would explain.</summary>
    private bool[] Strange(bool[] nearHole, int level)
    {
        var strange = new bool[thin.Length];
        for (var pixel = 0; pixel < strange.Length; pixel++)
        {
            strange[pixel] = !nearHole[pixel] && thin[pixel] > level
                && (view.IsStrange(pixel) || planes.L[pixel] - behind.L[pixel] > LighterThanBackground);
        }
        return Morphology.Shrunk(strange, planes.Width, 2);
    }

    private bool IsGround(int pixel) => pixel / planes.Width > floor && view.IsShade(pixel) && view.Ratio[pixel] > DarkestGround;

    private static bool[] Below(byte[] barrier, int level) => Array.ConvertAll(barrier, value => value <= level);
}
