namespace Commerce.Media.Video.Films;

/// <summary>
/// Where things go in each shape of film. On tall films words keep clear of what TikTok, Reels and Shorts lay over a film:
/// the top eighth, the bottom fifth and the right eighth.
/// </summary>
internal sealed class FilmLayout(VideoOrder order)
{
    internal int Width => order.Width;

    internal int Height => order.Height;

    /// <summary>The shorter side.</summary>
    internal float Unit => Math.Min(order.Width, order.Height);

    internal bool Tall => order.Height > order.Width * 1.2;

    internal bool Wide => order.Width > order.Height * 1.2;

    /// <summary>Where words may stand.</summary>
    internal Area Safe => Tall ? Share(0.07f, 0.125f, 0.8f, 0.67f) : Share(0.06f, 0.07f, 0.88f, 0.86f);

    /// <summary>Where the product stands beside words.</summary>
    internal Area Product => Tall ? Share(0.09f, 0.215f, 0.82f, 0.385f) : Wide ? Share(0.55f, 0.13f, 0.38f, 0.72f) : Share(0.15f, 0.17f, 0.7f, 0.5f);

    /// <summary>Where the words beside it stand.</summary>
    internal Area Words => Tall ? Share(0.07f, 0.655f, 0.81f, 0.14f) : Wide ? Share(0.06f, 0.34f, 0.38f, 0.44f) : Share(0.07f, 0.745f, 0.86f, 0.205f);

    /// <summary>Where a small heading stands.</summary>
    internal Area Label => Tall ? Share(0.07f, 0.125f, 0.81f, 0.07f) : Wide ? Share(0.06f, 0.12f, 0.38f, 0.16f) : Share(0.07f, 0.06f, 0.86f, 0.085f);

    /// <summary>The sheet that carries the words, sliding in from below or from the left.</summary>
    internal Plane Sheet(float lean) => new(Wide ? 4 * lean : 270 + 3 * lean);

    /// <summary>How much of the film the sheet covers at rest.</summary>
    internal float SheetShare => Tall ? 0.378f : Wide ? 0.485f : 0.29f;

    /// <summary>The smallest words anyone must read on a phone, in pixels.</summary>
    internal float Readable => order.Width * 0.045f;

    internal Area Share(float left, float top, float width, float height) => Area.Share(order, left, top, width, height);
}
