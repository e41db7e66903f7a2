namespace Commerce.Media.Fidelity;

/// <summary>
/// Points on and right around a product, with what is to be seen there: its colours inside, edges along its outline, calm
/// beyond it. Holding them against a place in a picture tells how much it looks like the product lying there.
/// </summary>
internal sealed class MatchPoints
{
    // Grain of this size in colour, and in edges, takes nothing away.
    private const float ColourFloor = 3;
    private const float EdgeFloor = 2;
    private const float OutlineEdge = 12;

    // How far beyond the outline calm is looked for, in the template's pixels.
    private const int Margin = 3;

    // Products of one colour are found by their outline, printed ones by their print.
    private const double EdgeWeight = 0.7;
    private const double HueWeight = 0.4;
    private const double FarHue = 14;
    private const double LeastSeen = 0.8;

    private readonly float[] dx, dy, l, a, b, edge;
    private readonly bool[] inside;
    private readonly double step;

    /// <param name="template">The product.</param>
    /// <param name="most">How many points to take at most, spread evenly.</param>
    internal MatchPoints(ProductTemplate template, int most)
    {
        var (width, height, solid) = (template.Width, template.Height, template.Inside);
        double longest = Math.Max(width, height);
        var points = new List<(float X, float Y, int Pixel, bool Inside, float Edge)>();
        var (outline, beyond) = (Grown(template, 1), Grown(template, Margin));
        for (var y = -Margin; y < height + Margin; y++)
        {
            for (var x = -Margin; x < width + Margin; x++)
            {
                var at = (y + Margin) * (width + 2 * Margin) + x + Margin;
                if (!beyond[at])
                {
                    continue;
                }
                var within = x >= 0 && y >= 0 && x < width && y < height && solid[y * width + x];
                var strength = within ? template.Colours.Edges[y * width + x] : outline[at] ? OutlineEdge : 0;
                points.Add(((float)((x + 0.5 - width / 2.0) / longest), (float)((y + 0.5 - height / 2.0) / longest), within ? y * width + x : 0, within, strength));
            }
        }
        var count = Math.Min(most, points.Count);
        var chosen = Enumerable.Range(0, count).Select(index => points[(int)((long)index * points.Count / count)]).ToList();
        (dx, dy) = ([.. chosen.Select(point => point.X)], [.. chosen.Select(point => point.Y)]);
        (l, a, b) = ([.. chosen.Select(point => template.Colours.L[point.Pixel])], [.. chosen.Select(point => template.Colours.A[point.Pixel])], [.. chosen.Select(point => template.Colours.B[point.Pixel])]);
        (edge, inside) = ([.. chosen.Select(point => point.Edge)], [.. chosen.Select(point => point.Inside)]);
        step = 1 / longest;
    }

    /// <summary>Likeness at a place, at most 1; products lying there give more than 0.6, most else less than 0.4.</summary>
    internal double Likeness(PicturePyramid picture, ProductPlace place)
    {
        var (planes, reduction) = picture.At(place.Size * step);
        var scale = place.Size / reduction;
        var (cos, sin) = ((float)(Math.Cos(place.Degrees * Math.PI / 180) * scale), (float)(Math.Sin(place.Degrees * Math.PI / 180) * scale));
        var (middleX, middleY) = ((float)(place.X / reduction), (float)(place.Y / reduction));
        var (lightness, green, blue, edges) = (default(Sums), default(Sums), default(Sums), default(Sums));
        for (var point = 0; point < dx.Length; point++)
        {
            var x = (int)MathF.Floor(middleX + dx[point] * cos - dy[point] * sin);
            var y = (int)MathF.Floor(middleY + dx[point] * sin + dy[point] * cos);
            if ((uint)x >= (uint)planes.Width || (uint)y >= (uint)planes.Height)
            {
                continue;
            }
            var at = y * planes.Width + x;
            edges.Add(edge[point], planes.Edges[at]);
            if (inside[point])
            {
                lightness.Add(l[point], planes.L[at]);
                green.Add(a[point], planes.A[at]);
                blue.Add(b[point], planes.B[at]);
            }
        }
        if (edges.Count < dx.Length * LeastSeen || lightness.Count == 0)
        {
            return 0;
        }
        var (both, own, shown) = (lightness.Together + green.Together + blue.Together, lightness.Own + green.Own + blue.Own, lightness.Shown + green.Shown + blue.Shown);
        const float Grain = ColourFloor * ColourFloor;
        var print = both / Math.Sqrt((own + Grain) * (shown + Grain));
        var printWeight = own / (own + Grain);
        var outline = edges.Together / Math.Sqrt((edges.Own + EdgeFloor * EdgeFloor) * (edges.Shown + EdgeFloor * EdgeFloor));
        var far = Math.Sqrt(lightness.Shift * lightness.Shift + green.Shift * green.Shift + blue.Shift * blue.Shift) / FarHue;
        return (printWeight * print + EdgeWeight * outline + HueWeight * Math.Exp(-far * far)) / (printWeight + EdgeWeight + HueWeight);
    }

    private static bool[] Grown(ProductTemplate template, int steps)
    {
        var (width, height) = (template.Width + 2 * Margin, template.Height + 2 * Margin);
        var wide = new bool[width * height];
        for (var y = 0; y < template.Height; y++)
        {
            template.Inside.AsSpan(y * template.Width, template.Width).CopyTo(wide.AsSpan((y + Margin) * width + Margin));
        }
        return Cutout.Morphology.Grown(wide, width, steps);
    }

    private struct Sums
    {
        private double s, t, ss, tt, st;

        internal int Count { get; private set; }

        internal readonly double Own => ss / Count - s / Count * (s / Count);

        internal readonly double Shown => tt / Count - t / Count * (t / Count);

        internal readonly double Together => st / Count - s / Count * (t / Count);

        internal readonly double Shift => (s - t) / Count;

        internal void Add(double one, double two) =>
            (s, t, ss, tt, st, Count) = (s + one, t + two, ss + one * one, tt + two * two, st + one * two, Count + 1);
    }
}
